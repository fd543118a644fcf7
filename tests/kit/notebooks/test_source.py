"""What is graded of a notebook: its definitions, each on its own line of its own cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.course.errors import SubmissionError
from autograder.course.load import load_course
from autograder.intake.cells import in_cells, notes_of
from autograder.judge.submission import notebook_source, read_submission

WORDS = Path(__file__).resolve().parents[1] / "courses" / "words"


def book(*cells: str, **more: object) -> bytes:
    codes = [{"cell_type": "code", "source": source} for source in cells]
    return json.dumps({"cells": codes, "nbformat": 4, **more}).encode()


def source_of(*cells: str) -> str:
    return notebook_source("words.ipynb", book(*cells)).decode()


def defined(*cells: str) -> dict[str, object]:
    space: dict[str, object] = {}
    exec(source_of(*cells), space)
    return space


def test_definitions_stay_and_everything_else_goes() -> None:
    found = defined(
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nimport math\n!pip install nothing",
        "RADIUS = 2\nLIMIT = math.inf",
        "def area(r=RADIUS):\n    return min(LIMIT, math.pi * r * r)\nprint(area())\nx = area(3)",
        "plt.plot([1])\nfor i in range(3):\n    area(i)\nexit()",
        "%%bash\nrm -rf nothing",
        "class Shape:\n    sides = 4",
    )
    assert {"math", "RADIUS", "LIMIT", "area", "Shape"} <= set(found)
    assert not {"plt", "x", "i"} & set(found)


def test_every_line_keeps_its_place_in_its_cell() -> None:
    data = book("x = 1\nprint(x)", "\n\ndef f():\n\n    return 1 / 0")
    source = notebook_source("words.ipynb", data)
    line = source.decode().split("\n").index("    return 1 / 0") + 1
    assert in_cells(f"raised, at line {line} of words.py", "words.py", source) == (
        "raised, in cell 2, line 5"
    )
    assert in_cells("at line 3 of words.py", "words.py", b"x = 1\n") == "at line 3 of words.py"


def test_a_modulo_at_the_beginning_of_a_line_is_no_magic() -> None:
    assert defined("def f(a, b):\n    return (a\n% b)\n%time f(3, 2)")["f"](7, 4) == 3  # type: ignore[operator]


def test_a_statement_shares_its_line_with_a_call() -> None:
    source = source_of("import math; print(1)\ndef f(): return math.pi")
    assert "import math" in source
    assert "print" not in source


def test_cells_that_stand_in_the_wrong_order_are_put_right() -> None:
    found = defined(
        "def f(x: Number = START):\n    return x", "START = 3", "from numbers import Number"
    )
    assert found["f"]() == 3  # type: ignore[operator]


def test_a_function_may_be_a_lambda_that_uses_another_one() -> None:
    found = defined("twice = lambda x: double(x) + OFFSET", "double = lambda x: 2 * x\nOFFSET = 1")
    assert found["twice"](3) == 7  # type: ignore[operator]


def test_what_a_comprehension_calls_its_items_is_no_name_of_the_notebook() -> None:
    cells = ("ROWS = [N * i for i in range(N)]", "def f():\n    return ROWS", "i = f()", "N = 2")
    assert defined(*cells)["ROWS"] == [0, 2]


def test_the_last_of_two_definitions_counts() -> None:
    assert defined("def f(): return 1", "def f(): return 2")["f"]() == 2  # type: ignore[operator]


def test_a_cell_that_cannot_be_read_takes_only_its_own_functions_along() -> None:
    cells = ("def f():\n    return 1", "def g():\n    return (1")
    found = defined(*cells)
    assert found["f"]() == 1  # type: ignore[operator]
    with pytest.raises(SyntaxError, match=r"cell 2, line 2: '\(' was never closed"):
        found["g"]()  # type: ignore[operator]
    [note] = notes_of(source_of(*cells).encode())
    assert note.startswith("cell 2, line 2 cannot be read as Python")


def test_what_only_the_compiler_refuses_takes_only_its_own_cell_along() -> None:
    found = defined("def f():\n    return 1", "def g(x):\n    global x\n    return x")
    assert found["f"]() == 1  # type: ignore[operator]
    with pytest.raises(SyntaxError, match="cell 2, line 1: name 'x' is parameter and global"):
        found["g"](1)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "is not a notebook"),
        (b"[]", "is not a notebook"),
        (b"[" * 1_000_000, "nested too deeply"),
        (b'{"cells": 3}', "has no cells"),
        (book(), "has no code cells"),
        (book(*["x"] * 1001), "more than 1000 code cells"),
        (book("x = 1\n" * 600_000), "too much code"),
    ],
    ids=["json", "list", "deep", "number", "empty", "many", "large"],
)
def test_what_is_no_notebook_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(SubmissionError, match=says):
        notebook_source("words.ipynb", data)


@pytest.mark.parametrize(
    "bomb", ["(" * 100_000, "-" * 500_000 + "1", "x = " + "1+" * 200_000 + "1"]
)
def test_a_cell_that_is_a_bomb_does_no_harm(bomb: str) -> None:
    source = notebook_source("words.ipynb", book("def f(): return 1", bomb))
    assert b"def f(): return 1" in source


def test_a_submission_may_be_a_notebook(tmp_path: Path) -> None:
    spec = load_course(WORDS).assignment("01_words").spec
    (tmp_path / "words.ipynb").write_bytes(book("def shout(word): return word", "def ("))
    found = read_submission(tmp_path, spec)
    assert found.notes[0] == "graded the functions in words.ipynb"
    assert found.notes[1].startswith("cell 2, line 1 cannot be read")
    assert b"def shout" in found.files["words.py"]
    (tmp_path / "words.ipynb").write_bytes(b"no notebook")
    assert "words.ipynb is not a notebook" in read_submission(tmp_path, spec).problem
