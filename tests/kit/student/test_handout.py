"""A handout cut at its headings, and the notebook made of it."""

from __future__ import annotations

import base64
import json
import re

import pytest

from autograder.build.handout import sections
from autograder.build.student import readme, student_files
from autograder.course import Assignment
from autograder.course.errors import ReleaseError

TEXT = """\
# Two things

An introduction.

## Rules

Be kind.

## 1. `first` · easy · 5 min

Text.

```python
# not a heading
## 2. `nor_this`
```

### A detail

More.

## 2. `second(x)` · extra credit

Body.

## The wider view

Belongs to the second.

## Written questions

Answer in sentences.

### Question 1: why?

Because.

### Question 2: how?

So.

## Further reading

A book.
"""


def test_every_part_is_found() -> None:
    handout = sections(TEXT)
    assert handout.title == "Two things"
    assert handout.intro == "An introduction."
    assert handout.rules == "## Rules\n\nBe kind."
    assert [(s.number, s.problem) for s in handout.problems] == [(1, "first"), (2, "second")]
    assert "## 2. `nor_this`" in handout.problems[0].text
    assert handout.problems[0].text.endswith("### A detail\n\nMore.")
    assert handout.problems[1].text.endswith("## The wider view\n\nBelongs to the second.")
    assert handout.questions_intro.endswith("Answer in sentences.")
    assert [q.heading for q in handout.questions] == ["Question 1: why?", "Question 2: how?"]
    assert handout.questions[1].text == "### Question 2: how?\n\nSo."
    assert handout.reading.endswith("A book.")


def test_no_word_is_lost() -> None:
    handout = sections(TEXT)
    parts = [handout.title, handout.intro, handout.rules, handout.questions_intro, handout.reading]
    parts += [s.text for s in handout.problems] + [q.text for q in handout.questions]
    whole = "\n".join(parts)
    for line in TEXT.splitlines():
        assert line.lstrip("# ") in whole


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no title\n", "x.md has no title: begin it with a line like `# What it is about`"),
        ("# t\n\n## 1. `a`\n\n## 3. `b`\n", "x.md: the problems are numbered 1, 3"),
    ],
)
def test_a_handout_that_cannot_be_cut_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ReleaseError, match=re.escape(sentence)):
        sections(text, "x.md")


def test_the_first_steps_stand_under_the_title(words: Assignment) -> None:
    lines = readme(TEXT, words).splitlines()
    assert lines[0] == "# Two things"
    assert lines[2].startswith("> **Start here.** You write your code in `words.py`")
    given = student_files(words)["README.md"].decode().splitlines()
    assert given[2].startswith("> **Start here.** Open `handout.html` in a browser")
    assert given[3].startswith("> You write your code in `words.py`")
    assert "An introduction." in lines


def test_the_notebook_has_a_test_cell_for_every_problem(words: Assignment) -> None:
    book = json.loads(student_files(words)["notebook.ipynb"])
    code = [source_of(cell) for cell in book["cells"] if cell["cell_type"] == "code"]
    for problem in ("shout", "count_letters", "moving_average"):
        assert f"!{{sys.executable}} check.py {problem}" in code
    assert "This notebook imports your `words.py`" in source_of(book["cells"][0])
    assert not any(cell.get("outputs") for cell in book["cells"])
    compile(code[0].replace("%load", "# %load").replace("%auto", "# %auto"), "first", "exec")


def test_pictures_travel_inside_the_notebook() -> None:
    from autograder.build.book import with_pictures

    text = with_pictures("![A](pictures/a.png) ![B](https://x/b.png)", {"pictures/a.png": b"PNG"})
    data = base64.b64encode(b"PNG").decode()
    assert text == f"![A](data:image/png;base64,{data}) ![B](https://x/b.png)"


def source_of(cell: dict[str, object]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)  # type: ignore[arg-type]
