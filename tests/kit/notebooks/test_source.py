"""What is graded of a notebook: its definitions, each on its own line of its own cell."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from autograder.course.errors import SubmissionError
from autograder.course.load import load_course
from autograder.intake.cells import HEADER, in_cells, notes_of
from autograder.judge.submission import notebook_source, read_submission

WORDS = Path(__file__).resolve().parents[1] / "courses" / "words"


def book(*cells: str, **more: object) -> bytes:
    codes = [{"cell_type": "code", "source": source} for source in cells]
    return json.dumps({"cells": codes, "nbformat": 4, **more}).encode()


def source_of(*cells: str, asked: tuple[str, ...] = ()) -> str:
    return notebook_source("words.ipynb", book(*cells), asked).decode()


def defined(*cells: str, asked: tuple[str, ...] = ()) -> dict[str, object]:
    space: dict[str, object] = {}
    exec(source_of(*cells, asked=asked), space)
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


def test_a_cell_that_is_written_to_a_python_file_is_the_code_itself() -> None:
    assert defined("%%writefile words.py\ndef f():\n    return 4")["f"]() == 4  # type: ignore[operator]
    assert defined("%%file -a my/words.py\ndef f():\n    return 4")["f"]() == 4  # type: ignore[operator]
    assert "f" not in defined("%%writefile notes.txt\ndef f():\n    return 4", "x = 1")


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


def test_a_constant_may_be_filled_after_it_is_made() -> None:
    found = defined(
        "SQUARES = {}\nfor n in range(3):\n    SQUARES[n] = n * n",
        "def square(n):\n    return SQUARES[n]\nsquare.calls = 0",
        "NAMES = []\nNAMES.append('one')\nNAMES[0] += '!'",
        "def first():\n    return NAMES[0]",
    )
    assert found["square"](2) == 4  # type: ignore[operator]
    assert found["square"].calls == 0  # type: ignore[attr-defined]
    assert found["first"]() == "one!"  # type: ignore[operator]


def test_what_is_filled_and_needed_by_no_function_stays_out() -> None:
    trying = "import torch\nlosses = []\nfor n in range(10**6):\n    losses.append(torch.rand(n))"
    assert "rand" not in source_of("def f():\n    return 1", trying)


def test_what_is_filled_by_work_of_the_functions_stays_out() -> None:
    cells = ("def f():\n    return 1 / 0", "seen = []\nseen.append(f())", "f.best = f()")
    assert defined(*cells)["seen"] == []


def test_a_function_that_tests_ask_for_may_be_made_without_def() -> None:
    found = defined(
        "import math, functools\nfrom math import sqrt",
        "class Adder:\n    def __call__(self, a):\n        return a + 1\nadder = Adder()",
        "root = math.isqrt\ndouble = functools.partial(pow, 2)\nadd = adder.__call__",
        "other = math.isqrt",
        asked=("root", "double", "add", "sqrt"),
    )
    assert [found["root"](9), found["double"](3), found["add"](1)] == [3, 8, 2]  # type: ignore[operator]
    assert "sqrt" in found
    assert "other" not in found


def test_a_result_that_took_the_name_of_its_function_stays_out() -> None:
    cells = ("def share():\n    return 1", "share = share()\nshare = round(2.5)")
    assert defined(*cells, asked=("share",))["share"]() == 1  # type: ignore[operator]


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


def test_a_keyword_for_a_name_takes_only_its_own_cell_along() -> None:
    found = defined("def f():\n    return 1", "def lambda(x):\n    return x")
    assert found["f"]() == 1  # type: ignore[operator]


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
    assert "shout" in spec.asked
    (tmp_path / "words.ipynb").write_bytes(book("def shout(word): return word", "def ("))
    found = read_submission(tmp_path, spec)
    assert found.notes[0] == "graded the functions in words.ipynb"
    assert found.notes[1].startswith("cell 2, line 1 cannot be read")
    assert b"def shout" in found.files["words.py"]
    (tmp_path / "words.ipynb").write_bytes(b"no notebook")
    assert "words.ipynb is not a notebook" in read_submission(tmp_path, spec).problem


def test_made_up_lines_cost_nothing() -> None:
    source = (HEADER + "\n" + "# [cell 1]\n" * 150_000).encode()
    begun = time.process_time()
    text = "at line 9999999 " * 2000 + "at line " + "9" * 5000
    assert "9" * 5000 in in_cells(text, "words.py", source)
    assert time.process_time() - begun < 2


STUB = "def f(a):\n    raise NotImplementedError('not written yet')\n"


@pytest.mark.parametrize(
    "cells",
    [
        [STUB + "def mine(a): return a\nf = mine"],
        [STUB, "from functools import partial\ndef mine(a, b): return a\nf = partial(mine, b=0)"],
        [STUB, "class Same:\n    def __call__(self, a): return a\nf = Same()"],
        ["def f(a): return 0", "def mine(a): return a\nf = mine"],
        ["def f(a): return a", "f = f(3)"],
        ["def f(a): return a", "f = 0.93"],
        ["def f(a):\n    if a: return a\n    raise NotImplementedError(a)", "f = max(1, 2)"],
        ["import threading\nwith threading.Lock():\n    def f(a): return a"],
        ["f, other = (lambda a: a), 3"],
    ],
)
def test_the_last_function_of_a_name_counts_however_it_is_made(cells: list[str]) -> None:
    assert defined(*cells, asked=("f", "g"))["f"](7) == 7  # type: ignore[operator]


@pytest.mark.parametrize(
    ("cell", "one"),
    [
        ("import threading\nwith threading.Lock(): ONE = 1", 1),
        ("for k in range(3): ONE = k", 2),
        ("ONE = 8\nwhile ONE > 1: ONE //= 2", 1),
    ],
)
def test_a_constant_may_be_made_in_a_block(cell: str, one: int) -> None:
    assert defined(cell, "def f(): return ONE")["f"]() == one  # type: ignore[operator]


def test_a_loop_that_no_function_needs_is_left_out() -> None:
    assert "x" not in defined("while True:\n    x = 1", "def f(): return 2")
    assert "loss" not in defined("def f(): return 1", "for e in range(3):\n    loss = f()")


def test_names_in_other_alphabets_are_names() -> None:
    assert defined("π = 3.14\ndef fläche(r): return π * r * r")["fläche"](1) == 3.14  # type: ignore[operator]
