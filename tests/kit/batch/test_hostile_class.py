"""Students who write to the terminals and pages of staff, and results that nobody could write."""

from __future__ import annotations

import csv
import json
import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.batch.archives import unpack
from autograder.batch.entries import Batch, Entry
from autograder.batch.graded import snippet
from autograder.batch.pool import Heard, grade_here
from autograder.batch.report import write_report
from autograder.batch.run import RunRequest, grade_batch
from autograder.course.errors import GradingError
from autograder.intake.upload import read_upload
from autograder.sandbox import remove_tree
from autograder.testing.plain import plain, plain_data

CODES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eright\u2066\u200f\r\b\x7f [bold red]marked[/] [/] \\"

# Speaks in every way in which a submission can: prints, messages, names of types, files, operations.
LOUD = f"""
import sys
CODES = {CODES!a} + "\\0\\ud800"
class Own(Exception):
    pass
Own.__name__ = Own.__qualname__ = "Own" + CODES
print(CODES.encode("utf-8", "replace").decode())
sys.stderr.write({CODES!a} + "\\0")
def shout(word, times=1):
    print({CODES!a} + "\\0")
    code = compile("raise Own(CODES)", "/tmp/" + {CODES!a} + ".py", "exec")
    exec(code, {{"Own": Own, "CODES": CODES}})
def count_letters(text):
    return {{CODES: CODES}}
def moving_average(values, width):
    raise ValueError(CODES)
"""
AT_THE_TOP = f"raise RuntimeError({CODES!a} + '\\0')\n"
SYNTAX = "def shout(word):\n    return word \u202e\x1b[31m)\n"


def spoken(text: str) -> list[str]:
    """The characters of a text that are not there to be read."""
    return sorted({hex(ord(c)) for c in text if plain(c) != c})


@pytest.fixture
def loud(tmp_path: Path) -> Path:
    """An export of students who are called by escape codes, and hand them in under such names."""
    metadata = ["---\n"]
    export = tmp_path / "export"
    for number, text in enumerate((LOUD, AT_THE_TOP, SYNTAX), start=1):
        folder = export / f"submission_{number}"
        folder.mkdir(parents=True)
        (folder / f"words {CODES.replace('/', '_')}.py").write_text(text, encoding="utf-8")
        (folder / "\x1b[31m\u202e.txt").write_text("x")
        (folder / "link\x1b[0m").symlink_to("/etc/passwd")
        name = json.dumps(f"Eve {CODES} Elm")
        metadata.append(
            f"submission_{number}:\n  :submitters:\n  - :name: {name}\n    :sid: {name}\n"
            f"    :email: {name}\n  :created_at: 2027-02-11 10:00:00 Z\n"
        )
    (export / "submission_metadata.yml").write_text("".join(metadata), encoding="utf-8")
    return export


def test_nothing_of_a_students_moves_a_terminal_or_a_page(autograder, loud, tmp_path) -> None:
    out = tmp_path / "out"
    said = [
        autograder("grade", loud, "-a", "01_words", "--out", out),
        autograder("report", out),
        autograder("similar", loud, "-a", "01_words", "--out", out, "--threshold", "0.05"),
    ]
    for number in (1, 2, 3):
        place = next((loud / f"submission_{number}").glob("words*"))
        target = tmp_path / f"alone-{number}"
        told = autograder("grade", place, "-a", "01_words", "--out", target, "--explain")
        said.append(told)
        assert "[bold red]marked" in told.stdout
    for told in said:
        assert told.returncode == 0, told.stderr
        assert spoken(told.stdout) == []
        assert spoken(told.stderr) == []
    pages = [path for path in tmp_path.rglob("*") if path.suffix in (".json", ".csv", ".html")]
    pages = [path for path in pages if ".cache" not in path.parts and "course" not in path.parts]
    assert len(pages) >= 3 + 4
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert spoken(text) == [], path
        if path.suffix == ".json":
            tree = json.loads(text)
            tree.pop("source", "")  # the path as it was typed, to find the files again
            assert plain_data(tree) == tree, path


def batch_of(tmp_path: Path, text: str, *names: str) -> Batch:
    entries = []
    for name in names:
        place = tmp_path / "in" / name / "words.py"
        place.parent.mkdir(parents=True)
        place.write_text(f"{text}\n# {name}\n", encoding="utf-8")
        entries.append(Entry(name, place.parent))
    return Batch(tuple(entries))


def status(out: Path) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader((out / "grades.csv").open(encoding="utf-8"))
    return {row["Submission ID"]: (row["Status"], row["Total Score"]) for row in rows}


SPOILT = {
    "huge": {"leaderboard": [{"name": "n", "value": 10**5000, "order": "asc"}]},
    "negative": {"leaderboard": [{"name": "n", "value": -(10**5000), "order": "asc"}]},
    "endless": {"leaderboard": [{"name": "n", "value": float("inf"), "order": "asc"}]},
    "text": {"leaderboard": [{"name": "n", "value": "7", "order": "asc"}]},
    "set": {"extra": {"set": {1, 2}}},
    "nothing": {"tests": None},
}


def test_a_result_that_cannot_be_written_is_the_trouble_of_that_one(words, tmp_path) -> None:
    text = words.solutions()[0].read_text(encoding="utf-8")
    names = ["honest", *SPOILT, "last"]
    batch = batch_of(tmp_path, text, *names)

    def spoiling(*given: object) -> Heard:
        for task, message in grade_here(*given):
            if "result" in message:
                message["result"].update(SPOILT.get(names[task.number], {}))
            yield task, message

    out = tmp_path / "out"
    request = RunRequest(words, out, tmp_path / "cache", workers=1)
    outcome = grade_batch(batch, replace(request, engine=spoiling))
    found = status(out)
    whole = ("Graded", "12")
    for name in ("honest", "last", "huge", "negative", "endless", "text"):
        assert found[name] == whole, name
        data = json.loads((out / name / "results.json").read_text(encoding="utf-8"))
        assert "leaderboard" not in data, name
    for name in ("set", "nothing"):
        assert found[name] == ("Ungraded", ""), name
        data = json.loads((out / name / "results.json").read_text(encoding="utf-8"))
        assert "cannot be written" in data["output"], name
    assert [line.name for line in outcome.lines if line.trouble] == ["set", "nothing"]
    # and what could not be written was not kept either: asked again, it is graded
    again = grade_batch(batch, request)
    assert again.ok
    assert again.kept == len(names) - 2
    assert set(status(out).values()) == {whole}


def test_grades_are_written_when_a_run_breaks_off(words, tmp_path) -> None:
    text = words.solutions()[0].read_text(encoding="utf-8")
    batch = batch_of(tmp_path, text, "ada", "bo")

    def breaking(*given: object) -> Heard:
        for task, message in grade_here(*given):
            yield task, message
            if "result" in message:
                raise GradingError("the cluster is gone")

    out = tmp_path / "out"
    with pytest.raises(GradingError):
        grade_batch(batch, RunRequest(words, out, tmp_path / "cache", 1, engine=breaking))
    assert sorted(status(out).values()) == [("Graded", "12"), ("Ungraded", "")]


def test_a_result_whose_place_is_taken_ends_no_class(words, tmp_path) -> None:
    text = words.solutions()[0].read_text(encoding="utf-8")
    batch, out = batch_of(tmp_path, text, "ada", "bo"), tmp_path / "out"
    (out / "ada" / "results.json" / "x").mkdir(parents=True)
    outcome = grade_batch(batch, RunRequest(words, out, tmp_path / "cache", workers=1))
    assert [line.name for line in outcome.lines if line.trouble] == ["ada"]
    assert status(out) == {"ada": ("Ungraded", ""), "bo": ("Graded", "12")}


@pytest.mark.parametrize("left", ["{", "{}", "[]", '{"tests": [7]}'])
def test_a_report_is_written_where_one_result_is_gone(words, tmp_path, left) -> None:
    text = words.solutions()[0].read_text(encoding="utf-8")
    batch, out = batch_of(tmp_path, text, "ada", "bo"), tmp_path / "out"
    grade_batch(batch, RunRequest(words, out, tmp_path / "cache", workers=1))
    (out / "ada" / "results.json").write_text(left)
    page = write_report(out).read_text(encoding="utf-8")
    assert "ada was not graded" in page
    assert "run the same `autograder grade` again" in page


def test_folders_in_folders_end_no_class(tmp_path: Path) -> None:
    here, depth = os.open(tmp_path, os.O_RDONLY), 1500  # more than Python calls may be deep
    for _ in range(depth):
        os.mkdir("d", dir_fd=here)
        here, above = os.open("d", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(here)
    (tmp_path / "words.py").write_text("x = 1\n")
    assert list(read_upload(tmp_path).files) == ["words.py"]
    remove_tree(str(tmp_path / "d"))


def test_of_many_links_a_few_are_named(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}").symlink_to("/etc/passwd")
    assert len(read_upload(tmp_path).oddities) < 30


def test_deep_folders_stay_in_their_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deep.zip", "w") as archive:
        for depth in range(300, 1501, 300):
            archive.writestr("a/" * depth + "x.py", "")
        archive.writestr("words.py", "x = 1\n")
    notes = unpack(tmp_path / "deep.zip", tmp_path / "there")
    assert len(notes) == 5
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["words.py"]


def test_a_docstring_without_end_takes_no_time() -> None:
    code = "def f():\n    # ...\n    '''x:\n" + '    """x:\n' * 100_000 + "    ''' ; return 1\n"
    begun = time.process_time()
    assert snippet(code, "f").startswith("def f():")
    assert time.process_time() - begun < 3
