"""run_autograder of the unpacked zip: every upload, every mishap gives a result that helps."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from autograder.course import Assignment
from autograder.judge.at_gradescope import Layout
from autograder.judge.results import to_json
from autograder.judge.service import Task
from autograder.judge.submission import read_submission
from autograder.prove.proofs import faults_in
from autograder.prove.rehearse import as_in_docker, environment, grade_tasks

from .conftest import Run, reference


def test_the_reference_has_full_marks_and_nothing_is_left_behind(run: Run, ground: Layout) -> None:
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o1777)
        results, said = run(reference, TMPDIR=place)
        # The last worker's folder is cleared while the result is being written.
        for _ in range(100):
            if not os.listdir(place):
                break
            time.sleep(0.05)
        assert os.listdir(place) == []
    assert results["score"] == 12
    assert "isolation:" in said
    assert oct(ground.source.stat().st_mode)[-3:] == "700"
    assert [p.name for p in ground.results_file.parent.iterdir()] == ["results.json"]


def test_the_starter_has_none_and_every_test_says_what_to_do(run: Run, words) -> None:
    results, _ = run(lambda folder: shutil.copy(words.starters()[0], folder))
    assert results["score"] == 0
    assert all(test["output"].strip() for test in results["tests"])


def test_written_answers_stand_beside_the_result_for_whoever_grades_them(run: Run, words) -> None:
    def both(folder: Path) -> None:
        reference(folder)
        template = (words.starter_dir / "answers.md").read_text(encoding="utf-8")
        (folder / "answers.md").write_text(f"{template}\nBoth ends count.\n", encoding="utf-8")

    results, _ = run(both)
    assert results["extra_data"]["answers"] == {"Question 1. Windows": "Both ends count."}
    assert results["score"] == 12
    without, _ = run(reference)
    assert "answers" not in without["extra_data"]
    assert without["output"] == results["output"]


def test_nothing_uploaded(run: Run) -> None:
    results, _ = run(lambda folder: None)
    assert results["output"] == "Nothing was uploaded: upload words.py."
    assert results["score"] == 0
    assert {test["status"] for test in results["tests"]} == {"failed"}


@pytest.mark.parametrize("text", ["not json", '{"users": [], "created_at": 3}', None])
def test_odd_metadata_changes_nothing(run: Run, ground: Layout, text: str | None) -> None:
    path = ground.root / "submission_metadata.json"
    path.mkdir() if text is None else path.write_text(text)
    try:
        results, _ = run(reference)
    finally:
        path.rmdir() if text is None else path.unlink()
    assert results["score"] == 12


def test_without_an_environment_the_student_reads_that_it_is_not_their_fault(run: Run) -> None:
    results, said = run(reference, AUTOGRADER_VENV="/nowhere/at/all")
    assert results["output"].startswith("The grader had a problem, not you")
    assert results["extra_data"]["complete"] is False
    assert "setup.sh makes it" in said


def test_a_fault_of_the_grader_is_never_a_silent_zero(run: Run, ground: Layout) -> None:
    hidden = ground.source / "tests/hidden/01_words/test_words.py"
    text = hidden.read_text(encoding="utf-8")
    hidden.write_text("import no_such_module\n" + text, encoding="utf-8")
    try:
        results, said = run(reference)
    finally:
        hidden.write_text(text, encoding="utf-8")
    assert results["output"].startswith("The grader had a problem, not you")
    assert "run it again" in results["output"]
    assert [test["status"] for test in results["tests"]] == ["failed"]
    assert "no_such_module" not in json.dumps(results)
    assert "no_such_module" in said


SLOW = """
import time
def shout(word, times=1):
    return word.upper() + "!" * times
def count_letters(text):
    time.sleep(60)
"""


def test_when_told_to_stop_what_was_graded_is_kept(ground: Layout, run: Run) -> None:
    run(lambda folder: (folder / "words.py").write_text("x = 1\n"))
    (ground.submission / "words.py").write_text(SLOW)
    ground.results_file.unlink()
    facts = ground.source / "assignment.json"
    usual = facts.read_text(encoding="utf-8")
    # So long that it sleeps whenever a busy machine comes to look.
    facts.write_text(json.dumps({**json.loads(usual), "seconds": 60}), encoding="utf-8")
    process = subprocess.Popen(
        as_in_docker([str(ground.root / "run_autograder")]),
        env=environment(ground.root),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    # The open test of `shout` comes first; then that of `count_letters` sleeps. No hidden test is
    # asked before all open ones are over.
    for _ in range(400):
        time.sleep(0.05)
        if _sleeps(process.pid):
            break
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    facts.write_text(usual, encoding="utf-8")
    text = ground.results_file.read_text()
    results = json.loads(text)
    assert faults_in(text) == []
    assert results["score"] == 1, said
    assert results["output"].startswith("Grading was stopped before all tests had run")
    assert results["extra_data"]["complete"] is False


STOPPED = """
import os, signal, sys
from pathlib import Path
from autograder.judge.at_gradescope import Layout, Progress, _on_last_call

layout = Layout(Path(sys.argv[1]), Path(sys.argv[1]))
_on_last_call(layout, Progress(notes=["a folder could not be closed"]), 12)
os.kill(os.getpid(), signal.SIGTERM)
"""


def test_when_told_to_stop_before_the_first_test_it_is_no_fault_and_no_note_is_lost(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    results = json.loads((tmp_path / "results" / "results.json").read_text())
    assert results["output"].startswith("Grading was stopped before the first test had run.")
    assert [test["max_score"] for test in results["tests"]] == [12]
    assert "had a problem" not in json.dumps(results)
    assert done.stdout.startswith("staff: a folder could not be closed\nstaff: grading was stopped")


def _sleeps(pid: int) -> bool:
    """Whether some worker has been at it for a while: it has the student's file open no more."""
    from autograder.sandbox.processes import family

    for each in family([pid]):
        try:
            if Path(f"/proc/{each}/syscall").read_text().split()[0] in ("230", "115"):
                return True
        except (OSError, IndexError):
            continue
    return False


# What students have uploaded; the sentence above the tests is compared with a golden file.
def _zip_inside(folder: Path) -> None:
    with zipfile.ZipFile(folder / "homework.zip", "w") as archive:
        archive.writestr("words.py", "x = 1\n")


def _large(folder: Path) -> None:
    with open(folder / "words.py", "wb") as file:
        file.write(b"x = 1\n")
        file.truncate(200 << 20)


def _inside(folder: Path) -> None:
    (folder / "my homework").mkdir()
    reference(folder / "my homework")


def _renamed(folder: Path) -> None:
    reference(folder)
    (folder / "words.py").rename(folder / "final_FINAL.py")


def _two_others(folder: Path) -> None:
    (folder / "a.py").write_text("x = 1\n")
    (folder / "b.py").write_text("x = 1\n")


def _spoilt(old: str, new: str):
    def fill(folder: Path) -> None:
        reference(folder)
        text = (folder / "words.py").read_text(encoding="utf-8")
        assert old in text
        (folder / "words.py").write_text(text.replace(old, new), encoding="utf-8")

    return fill


def _text(text: str | bytes):
    data = text.encode() if isinstance(text, str) else text
    return lambda folder: (folder / "words.py").write_bytes(data)


UPLOADS = {
    "reference": reference,
    "nothing": lambda folder: None,
    "empty file": _text(""),
    "wrong case": lambda folder: (_text("x = 1\n")(folder), _rename(folder, "Words.PY")),
    "another name": _renamed,
    "two other names": _two_others,
    "a zip inside": _zip_inside,
    "a folder inside": _inside,
    "a Word document": lambda folder: (folder / "words.docx").write_bytes(b"PK\3\4"),
    "syntax error": _text("def shout(word, times=1)\n    return word\n"),
    "tabs and spaces": _text("def shout(word):\n\tif word:\n        return word\n"),
    "not utf-8": _text("# gr\xf6\xdfe\nx = 1\n".encode("latin-1")),
    "utf-8 with a mark": _text(b"\xef\xbb\xbfx = 1\n"),
    "utf-16": _text("x = 1\n".encode("utf-16")),
    "null bytes": _text(b"x = 1\0\n"),
    "symlink": lambda folder: (folder / "words.py").symlink_to("/etc/passwd"),
    "dangling symlink": lambda folder: (folder / "words.py").symlink_to("nowhere"),
    "fifo": lambda folder: os.mkfifo(folder / "words.py"),
    "200 MB": _large,
    "a folder of that name": lambda folder: (folder / "words.py").mkdir(),
    "missing library": _text("import pandas_of_the_future\n"),
    "raises at the top": _text("print('hi')\nraise KeyError('x')\n"),
    "exits at the top": _text("import os\nos._exit(0)\n"),
    "prints a lot": _spoilt("    if times < 0:", "    print('x' * 1_000_000)\n    if times < 0:"),
    "wrong idea": _spoilt("text.lower()", "text"),
    "odd name": lambda folder: (folder / "wo\nrds\u202e.txt").write_text("x"),
    "only rubbish": lambda folder: (folder / ".DS_Store").write_text("x"),
}


def _rename(folder: Path, name: str) -> None:
    (folder / "words.py").rename(folder / name)


@pytest.fixture(scope="module")
def graded(ground: Layout, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """All uploads, graded by one process of the zip."""
    folder = tmp_path_factory.mktemp("uploads")
    spec, tasks = Assignment.packaged(ground.source).spec, []
    for number, fill in enumerate(UPLOADS.values()):
        place = folder / str(number)
        place.mkdir()
        fill(place)
        found = read_submission(place, spec)
        tasks.append(Task(found.files, found.notes, found.problem, number=number))
    results = dict(grade_tasks(ground, tasks, 2))
    texts = [to_json(results[number]) for number in range(len(tasks))]
    assert [fault for text in texts for fault in faults_in(text)] == []
    return {name: json.loads(text) for name, text in zip(UPLOADS, texts)}


def test_every_upload_gets_a_sentence_that_helps(graded: dict[str, dict]) -> None:
    said = "".join(
        f"== {name}\n{results['score']:g} points. {results['output']}\n\n"
        for name, results in graded.items()
    )
    golden(Path(__file__).parent / "golden" / "uploads.txt", said)


@pytest.mark.parametrize("name", ["reference", "syntax error", "wrong idea", "another name"])
def test_results_json_as_it_was_looked_over(graded: dict[str, dict], name: str) -> None:
    results = {**graded[name], "execution_time": 0}
    results["extra_data"] = {**results["extra_data"], "isolation": "as the machine allows"}
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    golden(Path(__file__).parent / "golden" / f"{name.replace(' ', '_')}.json", text)


def golden(path: Path, text: str) -> None:
    """Compare with the file; AUTOGRADER_UPDATE_GOLDEN=1 writes it, for a person to look over."""
    if os.environ.get("AUTOGRADER_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_misspelt_wish_for_isolation_is_no_wish_for_less(run: Run) -> None:
    results, said = run(reference, AUTOGRADER_ISOLATION="requierd")
    assert results["score"] == 0
    assert "AUTOGRADER_ISOLATION is 'requierd': use auto, required or off" in said
