"""Whatever happened to the student's file: a sentence that says what to do, and no traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.student.loading import CannotLoad, Facts, load, nobody_types

if TYPE_CHECKING:
    from tests.kit.student.conftest import Folder


RETURN = '    return word.upper() + "!" * times\n'

BROKEN = {
    "syntax": (
        "def shout(word, times=1):\n    return word.upper(\n",
        "words.py could not be imported: Python cannot read line 2 of words.py: '(' was never closed"
        "\n\n    return word.upper(\n                     ^",
    ),
    "tabs": (
        "def shout(word):\n    if word:\n\treturn word\n",
        "words.py could not be imported: Python cannot read line 3 of words.py: inconsistent use of",
    ),
    "empty line": (
        "def shout(word):\n",
        "words.py could not be imported: Python cannot read line 1 of words.py: expected an indented",
    ),
    "zero bytes": ("x = 1\0\n", "words.py is not a text file: Python source is needed"),
    "unknown package": (
        "import cv2\n",
        "words.py could not be imported: ModuleNotFoundError: No module named 'cv2', at line 1 of"
        " words.py: import cv2. Only what the handout names is installed here: remove this import",
    ),
    "raises": (
        "limits = [1, 2]\nprint(limits[5])\n",
        "words.py could not be imported: IndexError: list index out of range, at line 2 of words.py:"
        " print(limits[5])",
    ),
    "input": (
        "name = input('Your name? ')\n",
        "words.py could not be imported: RuntimeError: input() waits for somebody who types",
    ),
    "exit": (
        "import sys\nsys.exit(0)\n",
        "words.py could not be imported: the program ended itself (exit code 0) at its top level",
    ),
    "endless": (
        "import time\nwhile True:\n    time.sleep(0.01)\n",
        "words.py could not be imported: stopped after 0.3 s. Is there a loop",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_with_the_file(tmp_path: Path, case: str) -> None:
    source, sentence = BROKEN[case]
    (tmp_path / "words.py").write_text(source, encoding="utf-8")
    with nobody_types(), pytest.raises(CannotLoad) as found:
        load(tmp_path, Facts(files=("words.py",), seconds=0.3))
    assert str(found.value).startswith(sentence)


def test_it_is_said_once_and_without_a_traceback(folder: Folder) -> None:
    folder.write(BROKEN["syntax"][0])
    text, code = folder.pytest()
    assert text == (
        "1. Words and numbers (words.py); points in brackets\n\n"
        "words.py could not be imported: Python cannot read line 2 of words.py: '(' was\n"
        "never closed\n\n    return word.upper(\n                     ^\n\n"
        "0 of 3 public tests pass; 0 of 11 points; hidden tests try more.\n\n"
    )
    assert code == 1


def hurry(folder: Folder) -> None:
    """A short time limit, so that endless loops end soon."""
    path = folder.path / "kit" / "assignment.json"
    facts = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**facts, "seconds": 1}), encoding="utf-8")


def test_the_file_is_gone(folder: Folder) -> None:
    folder.file.unlink()
    text, _ = folder.pytest()
    assert "words.py is not in this folder: put it back, or take a fresh one out of the zip" in text


@pytest.mark.parametrize("name", ["words (1).py", "Words_final.py", "words.py.txt", "wrods.py"])
def test_the_file_is_renamed(folder: Folder, name: str) -> None:
    folder.file.rename(folder.path / name)
    with pytest.raises(CannotLoad, match=r"is: rename it to words\.py\.") as found:
        load(folder.path, Facts(files=("words.py",)))
    assert f"words.py is not here, but {name} is" in str(found.value)


def test_a_function_is_gone(folder: Folder, solution: str) -> None:
    folder.write(solution.replace("def shout", "def Shout"))
    text, _ = folder.pytest("-k", "shout")
    assert "there is no function called `shout` in your file" in text


def test_a_function_asks_for_input(folder: Folder, solution: str) -> None:
    folder.write(solution.replace("return word.upper()", "word = input()\n    return word.upper()"))
    text, _ = folder.pytest("-k", "shout")
    assert "input() waits for somebody who types" in text
    assert "in shout:\n        word = input()" in text


def test_a_function_never_ends(folder: Folder, solution: str) -> None:
    folder.write(solution.replace(RETURN, "    while True:\n        times += 1\n"))
    hurry(folder)
    text, _ = folder.pytest()
    assert "stopped after 1 s: is there a loop that never ends?" in text
    assert "in shout:" in text
    assert "2 of 3 public tests pass" in text


def test_a_function_that_swallows_the_signal_to_stop(folder: Folder, solution: str) -> None:
    attempt = "try:\n            __import__('time').sleep(9)\n        except:\n            pass\n"
    folder.write(solution.replace(RETURN, f"    while True:\n        {attempt}"))
    hurry(folder)
    text, code = folder.pytest()
    assert "it did not end, and caught the signal to stop" in text
    assert "0 of 3 public tests pass; 0 of 11 points" in text
    assert code == 1


def test_a_function_that_prints_a_lot(folder: Folder, solution: str) -> None:
    chatter = "    for i in range(50000):\n        print('line', i)\n    return word.upper()"
    folder.write(solution.replace("    return word.upper()", chatter).replace('"!"', '"?"'))
    text, _ = folder.pytest("-k", "shout")
    assert "your code printed (the last 8 of 50000 lines):\n    line 49992\n" in text
    assert len(text.splitlines()) < 40


def test_a_forbidden_operation_names_its_line(folder: Folder, solution: str) -> None:
    line = "    return np.convolve(values, np.ones(width) / width, 'valid')\n"
    folder.write(solution.replace("    sums = np.cumsum", line + "    sums = np.cumsum"))
    text, _ = folder.pytest("-k", "moving_average")
    assert "used numpy.convolve at line" in text.replace("\n", " ")


def test_a_changed_test_file(folder: Folder) -> None:
    (folder.path / "test_words.py").write_text("def test_(:\n", encoding="utf-8")
    text, code = folder.pytest()
    assert "test_words.py cannot be loaded" in text
    assert "take a fresh copy of it out of the zip" in text.replace("\n", " ")
    assert code != 0


def test_a_missing_kit(folder: Folder) -> None:
    (folder.path / "kit").rename(folder.path / "elsewhere")
    text, code = folder.type("check.py")
    assert text == "The folder `kit` is missing: take it out of the zip again, beside check.py.\n"
    assert code == 1
