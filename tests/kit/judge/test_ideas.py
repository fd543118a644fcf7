"""Wrong ideas as their authors write them: pages, edits of the reference, and what is said of slips."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.course.load import load_course
from autograder.judge.answers import load_overlay
from autograder.judge.edits import definitions, edited
from autograder.judge.ideas import EXAMPLE, composed_source, misconceptions, read_page

FENCE = "```diff\n- {old}\n+ {new}\n```\n"
LOUDER = "```python\n_shout = shout\n\n\ndef shout(word, times=1):\n    return _shout(word, 2 * times)\n```\n"


@pytest.fixture
def course(words: Assignment, tmp_path: Path) -> Assignment:
    root = Path(shutil.copytree(words.root, tmp_path / "course"))
    shutil.rmtree(root / "solutions/01_words/ideas")
    return load_course(root).assignment("01_words")


def write(course: Assignment, page: str, *sections: str) -> None:
    path = course.solution_dir / "ideas" / page
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(sections), encoding="utf-8")


def section(fence: str, heading: str = "## It is too loud `too_loud`") -> str:
    return f"{heading}\n\nSay it once.\n\n{fence}"


# What an idea answers


def test_an_edit_changes_what_the_function_answers_and_nothing_else(course: Assignment) -> None:
    write(course, "shout.md", section(FENCE.format(old="word.upper()", new="word")))
    (idea,) = misconceptions(course)
    wrong, right = load_overlay(course, idea), load_overlay(course)
    assert (idea.name, idea.title, idea.body) == ("too_loud", "It is too loud", "Say it once.")
    assert idea.functions == ("shout",)
    assert (wrong.shout("hey"), right.shout("hey")) == ("hey!", "HEY!")
    assert wrong.count_letters("Anna") == right.count_letters("Anna")


def test_a_function_written_whole_may_build_on_the_right_one(course: Assignment) -> None:
    write(course, "shout.md", section(LOUDER))
    (idea,) = misconceptions(course)
    assert load_overlay(course, idea).shout("hey", 2) == "HEY!!!!"


def test_an_idea_may_change_several_functions(course: Assignment) -> None:
    change = "```diff\n- word.upper()\n+ word\n@@ count_letters\n- text.lower()\n+ text\n```\n"
    write(course, "shout.md", section(change))
    (idea,) = misconceptions(course)
    wrong = load_overlay(course, idea)
    assert idea.functions == ("shout", "count_letters")
    assert (wrong.shout("a"), wrong.count_letters("Aa")) == ("a!", {"A": 1, "a": 1})


def test_a_name_without_an_edit_says_that_this_function_answers_otherwise_too(
    course: Assignment,
) -> None:
    change = "```diff\n- word.upper()\n+ word\n@@ moving_average\n```\n"
    write(course, "shout.md", section(change))
    (idea,) = misconceptions(course)
    assert idea.functions == ("shout", "moving_average")
    assert "moving_average" not in idea.code


def test_a_name_without_an_edit_may_be_a_problem_that_is_no_function(course: Assignment) -> None:
    write(course, "shout.md", section("```diff\n- word.upper()\n+ word\n@@ a_whole_song\n```\n"))
    (idea,) = misconceptions(course)
    assert idea.functions == ("shout", "a_whole_song")


def test_as_a_submission_it_is_the_same_idea(course: Assignment) -> None:
    write(course, "shout.md", section(LOUDER))
    (idea,) = misconceptions(course)
    scope: dict[str, object] = {}
    exec(composed_source(course, idea)["words.py"], scope)
    assert SimpleNamespace(**scope).shout("hey", 2) == "HEY!!!!"


# How an edit finds its place

SOURCE = """\
STEP = 2


def total(values):
    'The total of what is above zero: of each value > 0.'
    result = 0
    for value in values:
        if value > 0:
            result += value
            result += STEP
    return result
"""


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ("- value > 0\n+ value >= 0", "        if value >= 0:"),
        ("-value > 0\n+value", "        if value:"),
        ("- result += STEP", "            result += value\n    return result"),
        ("- result = 0\n+ result = 0\n+ seen = 0", "    result = 0\n    seen = 0\n    for"),
        (
            "- if value > 0:\n-     result += value\n+ result += value\n+ if value:",
            "        result += value\n        if value:\n            result += STEP",
        ),
        (
            "-        result += STEP\n+    result += STEP",
            "            result += value\n        result += STEP\n    return",
        ),
        ("- in values\n+ in [\n+     1,\n+ ]", "    for value in [\n        1,\n    ]:\n"),
        ("- = 0\n+ = 1\n\n- = 1\n+ = 2", "    result = 2"),
        ("@@ STEP\n- 2\n+ 3", "STEP = 3"),
    ],
)
def test_an_edit_stands_as_far_from_the_margin_as_what_it_replaces(change: str, after: str) -> None:
    assert after in edited(definitions(SOURCE), change, "total", "page: name")[1] + "\n"


@settings(deadline=None)
@given(st.data())
def test_any_lines_of_a_function_can_be_replaced_by_themselves(data: st.DataObject) -> None:
    lines = [SOURCE.splitlines()[3], *SOURCE.splitlines()[5:]]
    first = data.draw(st.integers(0, len(lines) - 2))
    chosen = lines[first : data.draw(st.integers(first + 2, len(lines)))]
    margin = data.draw(st.integers(0, min(len(s) - len(s.lstrip()) for s in chosen)))
    mark = data.draw(st.sampled_from(["", " "]))
    change = [f"{sign}{mark}{line[margin:]}" for sign in "-+" for line in chosen]
    assert edited(definitions(SOURCE), "\n".join(change), "total", "page: name")[1] == "\n".join(
        lines
    )


# Messages


@pytest.mark.parametrize(
    ("fence", "sentence"),
    [
        (
            FENCE.format(old="word.lower()", new="word"),
            "'word.lower()' does not stand in the refer",
        ),
        (
            FENCE.format(old="times", new="1"),
            "'times' stands 5 times in the reference's shout: wri",
        ),
        (
            FENCE.format(old="return word", new="word ="),
            "shout is no Python any more: invalid synt",
        ),
        (FENCE.format(old="def shout", new="def cry"), "with this edit shout is gone"),
        ("```diff\n+ word\n```\n", "no `-` line stands before '+ word'"),
        ("```diff\n word\n```\n", "' word' begins neither with `-` nor with `+`"),
        (
            "```diff\n@@ cry\n- word\n```\n",
            "the reference has no cry; it has shout, count_letters,",
        ),
        ("```diff\n-\n+ word\n```\n", "a `-` line is empty"),
        ("```diff\n```\n", "too_loud changes nothing: its fence holds no `-` line"),
        ("", "too_loud changes nothing: end the section with a ```diff or a ```python fence"),
        ("```diff\n- word\n", "its fence is never closed: add a line ```"),
        ("```python\ndef cry(): pass\n```\n", "does not define shout, on whose page it stands: mo"),
        ("```python\ndef shout(\n```\n", "line 1 of its code: '(' was never closed"),
        (
            "```python\nimport words\n\ndef shout(): pass\n```\n",
            "imports words as a whole: write `f",
        ),
        ("```js\n1\n```\n", "a fence of 'js': write ```diff"),
        (
            FENCE.format(old="word.upper()", new="word") + "\nMore.\n",
            "'More.' stands behind the fen",
        ),
    ],
)
def test_a_slip_is_named_with_page_line_and_idea(
    course: Assignment, fence: str, sentence: str
) -> None:
    write(course, "shout.md", "# About shouting\n\n", section(fence))
    with pytest.raises(CourseError) as error:
        misconceptions(course)
    assert str(error.value).startswith("solutions/01_words/ideas/shout.md, line 4: too_loud")
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("page", "text", "sentence"),
    [
        ("cry.md", section(LOUDER), "ideas/cry.md: the reference has no cry: name the page after"),
        (
            "shout.md",
            "Only words.\n",
            f"shout.md holds no idea: begin one with a heading like {EXAMPLE}",
        ),
        (
            "shout.md",
            section(LOUDER, "## Too loud"),
            "'## Too loud' does not end in the idea's cod",
        ),
        (
            "shout.md",
            "## Too loud `too_loud`\n\n" + LOUDER,
            "too_loud has no explanation: write one",
        ),
        ("shout.md", section(LOUDER) + "\n" + section(LOUDER), "another idea has this name, solut"),
    ],
)
def test_a_page_that_cannot_be_read_says_what_to_write(
    course: Assignment, page: str, text: str, sentence: str
) -> None:
    write(course, page, text)
    with pytest.raises(CourseError) as error:
        misconceptions(course)
    assert sentence in str(error.value)


def test_a_course_with_files_of_the_old_form_is_told_how_to_move(course: Assignment) -> None:
    folder = course.solution_dir / "misconceptions"
    folder.mkdir()
    (folder / "too_loud.py").write_text('"""Too loud"""\n')
    with pytest.raises(CourseError) as error:
        misconceptions(course)
    assert "solutions/01_words/misconceptions holds 1 files, too_loud.py first" in str(error.value)
    assert "a section of solutions/01_words/ideas/FUNCTION.md" in str(error.value)


# The page

WORD = st.from_regex(r"[A-Za-z]\w{0,9}", fullmatch=True)
LINE = st.text("abc `#-+@.!é", min_size=1, max_size=20).map(str.strip)
PROSE = st.lists(LINE.filter(lambda s: not s.startswith(("```", "## "))), min_size=1).map(
    lambda lines: "\n".join(lines).strip()
)
CODE = st.lists(st.text("ab #+-@", max_size=12) | st.just("## a `b`"), max_size=5)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            WORD, PROSE.filter(bool), PROSE.filter(bool), st.sampled_from(["diff", "python"]), CODE
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_page_gives_back_every_section_as_it_was_written(sections: list[tuple]) -> None:
    text = "# A page\n\n"
    written = []
    for name, title, body, language, code in sections:
        title, change = title.splitlines()[0].strip(), "\n".join(code)
        text += f"## {title} `{name}`\n\n{body}\n\n```{language}\n" + "".join(
            f"{c}\n" for c in code
        )
        text += "```\n\n"
        written.append((name, title, body, language, change))
    found = [(s.name, s.title, s.body, s.language, s.code) for s in read_page(text, "page.md")]
    assert found == written
