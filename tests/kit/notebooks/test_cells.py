"""A problem's text as the cells of a workbook."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from autograder.build.handout import Try, cells_of, read_handout
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.notebook.cell import Verdict

ROOT = Path(__file__).resolve().parents[3]

TEXT = """\
## 1. `shout` · easy

A word in capitals.

![A word and what becomes of it](pictures/word.svg)

The picture shows one.

```python
>>> shout("hey")

'HEY!'
```

**Twice.** With two exclamation marks.

<details><summary>A second hint</summary>

There is a method for it.

</details>

**Try it.** What about a letter that has no capital?

```python
print(shout("ß"))
```"""


def test_each_idea_is_a_cell_with_its_picture_and_example() -> None:
    ideas = cells_of(TEXT).ideas
    assert [idea.split()[0] for idea in ideas] == ["##", "![A", "**Twice.**", "<details><summary>A"]
    assert "The picture shows one." in ideas[1]
    assert "'HEY!'" in ideas[1]
    assert ideas[3].endswith("</details>")


def test_a_task_comes_with_the_code_to_begin_with() -> None:
    task = "**Try it.** What about a letter that has no capital?"
    assert cells_of(TEXT).tries == (Try(task, 'print(shout("ß"))'),)


def test_a_task_without_code_is_read_like_any_other_idea() -> None:
    cells = cells_of("Words.\n\n**Try it.** On paper.")
    assert cells.tries == ()
    assert cells.ideas == ("Words.", "**Try it.** On paper.")


@pytest.mark.parametrize("assignment", load_course(ROOT).assignments, ids=lambda a: a.slug)
def test_every_task_runs_with_the_reference(assignment: Assignment) -> None:
    handout = read_handout(assignment)
    answer = load(assignment)
    for section in handout.problems:
        tries = cells_of(section.text).tries
        assert len(tries) == hasattr(answer, section.problem), section.heading
        for each in tries:
            exec(each.code, dict(vars(answer)))


def test_extra_credit_is_told_by_the_worth_of_a_test_and_not_by_its_title() -> None:
    facts = {
        "score": 2,
        "max_score": 2,
        "extra_data": {"problem": "f", "test": "hidden/test_f.py::a"},
    }
    plain = {**facts, "name": "1.1 f: what is due (late, extra credit) too (2 points)"}
    extra = {**facts, "name": "1.1 f: more (1 point, extra credit)", "score": 1}
    verdict = Verdict((plain, extra), "", True)
    assert (verdict.score("f", "hidden"), verdict.score("f", "extra")) == (2, 1)


def load(assignment: Assignment) -> ModuleType:
    spec = importlib.util.spec_from_file_location(assignment.module, assignment.solutions()[0])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
