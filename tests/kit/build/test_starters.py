"""Solutions become starters: stubs that help, nothing given away, no drift."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from autograder.build.handout import read_handout
from autograder.build.starter import drift, regions_of, starter_text, write_starters
from autograder.course.errors import ReleaseError
from autograder.course.load import load_course
from autograder.judge.results import by_question

ROOT = Path(__file__).resolve().parents[3]
ASSIGNMENTS = load_course(ROOT).assignments

SOLUTION = '''"""Words."""

### BEGIN SOLUTION
def _secret():
    return 42
### END SOLUTION


def shout(word: str) -> str:
    """Louder.

    >>> shout("hey")
    'HEY!'
    """
    ### BEGIN SOLUTION
    return word.upper() + "!"
    ### END SOLUTION
'''


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.slug)
def test_no_starter_has_drifted_from_its_solution(assignment) -> None:
    assert drift(assignment) == "", "run: autograder release"


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.slug)
def test_a_starter_imports_keeps_docstrings_with_examples_and_every_stub_says_what_to_do(
    assignment,
) -> None:
    (path,) = assignment.starters()
    spec = importlib.util.spec_from_file_location("starter", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    solution = ast.parse(assignment.solutions()[0].read_text(encoding="utf-8"))
    text = assignment.solutions()[0].read_text(encoding="utf-8")
    asked = {r.function for r in regions_of(text, "solution") if r.function}
    assert asked
    for node in solution.body:
        if isinstance(node, ast.FunctionDef) and node.name in asked:
            function = getattr(module, node.name)
            assert ">>>" in function.__doc__, node.name
            arguments = [None] * len(node.args.args)
            with pytest.raises(
                NotImplementedError, match=f"`{node.name}` in {path.name}"
            ) as caught:
                function(*arguments)
            assert f"pytest -k {node.name}" in str(caught.value)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.slug)
def test_answers_md_has_a_heading_for_each_written_question_and_nothing_below(assignment) -> None:
    handout = read_handout(assignment)
    text = (assignment.starter_dir / "answers.md").read_text(encoding="utf-8")
    asked = [question.heading for question in handout.questions]
    assert asked == [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert by_question(text) == {}


def test_a_question_that_is_new_in_the_handout_is_missed_in_answers_md(words_course) -> None:
    words = load_course(words_course).assignment("01_words")
    assert drift(words) == ""
    with (words.handout_dir / "handout.md").open("a", encoding="utf-8") as file:
        file.write("\n### Question 2. Ends\n\nWhy two?\n")
    assert "+## Question 2. Ends" in drift(words)
    assert [path.name for path in write_starters(words)] == ["answers.md"]
    assert drift(words) == ""


def test_a_stub_takes_the_place_of_the_body_and_helpers_vanish() -> None:
    starter = starter_text(SOLUTION, Path("words.py"), "words.py")
    assert "42" not in starter
    assert "upper" not in starter
    assert "'HEY!'" in starter
    assert "Not written yet: write `shout` in words.py" in starter
    ast.parse(starter)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = 1\n", "no solution region"),
        ("### BEGIN SOLUTION\nx = 1\n", "line 1: this solution region never ends"),
        ("x = 1\n### END SOLUTION\n", "line 2: `### END SOLUTION` without"),
        (
            "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION\n",
            "line 2: a solution region begins inside the one that began at line 1",
        ),
        ("x = 1  ### BEGIN SOLUTION\n", "line 1: a mark must stand on a line of its own"),
        ("def f(:\n", "line 1"),
    ],
)
def test_bad_marks_are_refused_with_line_and_remedy(text: str, sentence: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        starter_text(text, Path("words.py"), "words.py")
    assert sentence in str(caught.value)
    assert "words.py" in str(caught.value)
