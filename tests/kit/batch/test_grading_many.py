"""A made-up class graded by the command: complete, repeatable, and not to be lost."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from autograder.batch.pool import grade_here, results_of, start_here
from autograder.batch.remote import Service
from autograder.judge.service import Order, Task

NUMBER = 16


def results(out: Path) -> dict[str, dict]:
    """Each submission's results.json, without how long it took."""
    found = {}
    for path in sorted(out.glob("*/results.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        data.pop("execution_time")
        found[path.parent.name] = data
    return found


def summary(out: Path) -> dict:
    return json.loads((out / "summary.json").read_text(encoding="utf-8"))


@pytest.fixture
def export(classroom, words, tmp_path) -> Path:
    classroom.write_export(words, NUMBER, tmp_path / "export")
    return tmp_path / "export"


def test_a_class_is_graded_kept_and_graded_again_where_a_test_changed(
    autograder, classroom, export, words, tmp_path
):
    out = tmp_path / "out"

    # a first run grades everything
    first = autograder("grade", export, "-a", "01_words", "--out", out)
    assert first.returncode == 0, first.stderr
    graded = results(out)
    assert len(graded) == NUMBER
    sorts = [sort for sort, _ in classroom.answers(words, NUMBER)]
    full = words.spec.points + words.spec.extra_points
    for sort, data in zip(sorts, graded.values()):
        if sort == "reference" or sort.startswith("right:"):
            assert data["score"] == full, sort
        elif sort.startswith("wrong:"):
            named = [test["extra_data"].get("misconception") for test in data["tests"]]
            assert sort.partition(":")[2] in named
        elif sort in ("starter", "broken"):
            assert data["score"] == 0
    rows = list(csv.DictReader((out / "grades.csv").open(encoding="utf-8")))
    assert len(rows) == NUMBER + 1  # with one who has handed in nothing
    assert rows[0]["SID"] == "5000"
    assert list(rows[0])[:6] == [
        "First Name", "Last Name", "SID", "Email", "Sections", "Total Score",
    ]  # fmt: skip
    assert list(rows[0])[13].startswith("1.1: shout (")

    # each idea found has a case for the class report: the call, what came back, what was expected
    for cases in summary(out)["cases"].values():
        assert any({"call", "got", "expected"} <= case.keys() for case in cases.values()), cases
    told = autograder("grade", export, "-a", "01_words", "--out", out, "--explain")
    assert "--explain shows one submission at a time" in told.stdout

    # a submission graded alone has the same result
    alone = tmp_path / "alone"
    for name in ("submission_1000", "submission_1005"):
        place = export / name
        assert autograder("grade", place, "-a", "01_words", "--out", alone).returncode == 0
        assert results(alone)[name] == graded[name]

    # nothing changed: nothing is graded, every file is the same
    again = autograder("grade", export, "-a", "01_words", "--out", out)
    assert f"{NUMBER}  unchanged" in again.stdout
    assert results(out) == graded

    # one test of one problem changed: the others' results are those of the first run
    test = words.hidden_dir / "test_words.py"
    text = test.read_text(encoding="utf-8")
    test.write_text(text.replace('"""a negative number of times"""', '"""below zero"""'), "utf-8")
    third = autograder("grade", export, "-a", "01_words", "--out", out)
    assert third.returncode == 0, third.stderr
    assert "unchanged" not in third.stdout
    expected = json.loads(json.dumps(graded).replace("a negative number of times", "below zero"))
    assert results(out) == expected


def test_other_written_answers_stand_in_the_results_and_nothing_is_graded_again(
    autograder, words, tmp_path
):
    place, out = tmp_path / "class", tmp_path / "out"
    for name in ("ada", "grace"):  # the same code, so it is graded once
        (place / name).mkdir(parents=True)
        (place / name / "words.py").write_bytes(words.solutions()[0].read_bytes())
    (place / "ada" / "answers.md").write_text("## Question 1. Windows\nBoth ends count.\n")
    assert autograder("grade", place, "-a", "01_words", "--out", out).returncode == 0
    first = results(out)
    assert first["ada"]["extra_data"].pop("answers") == {"Question 1. Windows": "Both ends count."}
    assert first["ada"] == first["grace"]

    (place / "ada" / "answers.md").write_text("One more than the difference.\n")
    again = autograder("grade", place, "-a", "01_words", "--out", out)
    assert "2  unchanged" in again.stdout
    second = results(out)
    assert second["ada"]["extra_data"].pop("answers") == "One more than the difference."
    assert second == first


def test_only_the_changed_problems_tests_run_again(words, tmp_path):
    from autograder.batch.entries import Batch, Entry
    from autograder.batch.run import RunProgress, RunRequest, grade_batch

    # a submission whose `shout` fails, which a test of `moving_average` waits for
    place = tmp_path / "ada.py"
    text = words.solutions()[0].read_text(encoding="utf-8")
    place.write_text(text.replace('"!" * times', '"?" * times'), encoding="utf-8")
    batch = Batch((Entry("ada", place),), single=True)
    request = RunRequest(words, tmp_path / "out", tmp_path / "cache", workers=1)

    def run() -> int:
        ran: list[int] = []
        grade_batch(batch, request, RunProgress(step=lambda: ran.append(1)))
        return len(ran)

    tests = words.hidden_dir / "test_words.py"
    everything = run()
    assert run() == 0
    source = tests.read_text(encoding="utf-8")
    tests.write_text(source.replace("Route 66, Ohio", "Route 77, Ohio"), encoding="utf-8")
    after_change = run()
    assert after_change < everything
    assert results(tmp_path / "out")["ada"]["score"] < words.spec.points


@pytest.mark.parametrize(
    "victim", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
def test_a_killed_run_goes_on_where_it_stopped(autograder, export, words, tmp_path, victim):
    out = tmp_path / "out"
    line = autograder.line("grade", export, "-a", "01_words", "--out", out)
    kept = 0
    for _ in range(2):
        run = subprocess.Popen(
            line,
            env=autograder.environment,
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            # Whoever runs the tests in the background has Ctrl-C switched off for all below.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        deadline = time.monotonic() + 100
        while len(list(out.glob(".cache/*/*.json"))) < kept + 4 and time.monotonic() < deadline:
            time.sleep(0.02)
        run.send_signal(victim)
        _, said = run.communicate(timeout=60)
        assert run.returncode != 0
        if victim == signal.SIGINT:
            assert "the same command goes on from here" in said
            assert "Traceback" not in said
        kept = len(list(out.glob(".cache/*/*.json")))
        assert kept >= 4
        for path in out.glob("*/results.json"):
            json.loads(path.read_text(encoding="utf-8"))
    done = autograder("grade", export, "-a", "01_words", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "unchanged since the last run" in done.stdout
    assert len(results(out)) == NUMBER
    assert not list(out.glob(".unpacked-*"))


def test_a_single_submission_is_a_table_and_explain_says_why(autograder, words, tmp_path):
    place = tmp_path / "ada.py"
    text = words.solutions()[0].read_text(encoding="utf-8")
    place.write_text(text.replace('"!" * times', '"?" * times'), encoding="utf-8")
    said = autograder("grade", place, "-a", "01_words", "--out", tmp_path / "out").stdout
    assert "1.1 shout" in said
    assert "add --explain" in said
    told = autograder("grade", place, "-a", "01_words", "--out", tmp_path / "out", "--explain")
    assert "got       'HEY?'" in told.stdout
    assert (tmp_path / "out" / "ada" / "results.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere", "-a", "01_words"], "does not exist: name a file"),
        ([".", "-a", "02_words"], "did you mean 01_words?"),
        ([".", "-a", "01_words", "--out", "."], "name another one"),
        ([".", "-a", "01_words", "--scheduler", "tcp://127.0.0.1:9"], "no Dask scheduler answers"),
    ],
)
def test_mistakes_are_answered_in_one_sentence(autograder, tmp_path, arguments, sentence):
    (tmp_path / "ada.py").write_text("x = 1\n", encoding="utf-8")
    told = autograder("grade", *arguments)
    assert told.returncode == 1
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("grade", ".", "-a", "01_words", "--device", "tpu"),
        ("grade", ".", "-a", "01_words", "--isolation", "requierd"),
        ("viva", ".", "--isolation", "requierd"),
    ],
)
def test_an_option_of_few_words_takes_no_other(autograder, arguments):
    told = autograder(*arguments)
    assert told.returncode == 2
    assert f"'{arguments[-1]}' is not one of 'auto', " in told.stderr


def test_a_judge_that_dies_is_reported_and_the_rest_goes_on(autograder, words, tmp_path):
    # a test that ends the judge itself, as running out of memory there would
    tests = words.hidden_dir / "test_words.py"
    source = tests.read_text(encoding="utf-8")
    trap = "    if student.shout('poison', 0) != 'POISON':\n        __import__('os').abort()\n"
    head = "def test_shout__any_word(check, "
    source = source.replace(head, f"{head}student, ")
    head = '    """any word, any number of times"""\n'
    tests.write_text(source.replace(head, head + trap), encoding="utf-8")
    text = words.solutions()[0].read_text(encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.py").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "bad.py").write_text(text.replace("upper", "lower"), encoding="utf-8")
    told = autograder("grade", "in", "-a", "01_words", "--out", "out")
    assert told.returncode == 1
    assert "not graded: bad: the process that judged it was ended by signal 6" in told.stdout
    found = results(tmp_path / "out")
    assert found["good"]["score"] == 12
    assert "could not be graded" in found["bad"]["output"]
    rows = list(csv.DictReader((tmp_path / "out" / "grades.csv").open(encoding="utf-8")))
    assert [row["Status"] for row in rows] == ["Ungraded", "Graded"]
    assert rows[0]["Total Score"] == ""


def test_a_reference_that_fails_is_said_once(autograder, words, tmp_path):
    tests = words.hidden_dir / "test_words.py"
    source = tests.read_text(encoding="utf-8")
    head = '    """any word, any number of times"""\n'
    wrong = "    assert student.shout('a', 1) == 'b'\n"
    tests.write_text(source.replace("(check, ", "(check, student, ", 1).replace(head, head + wrong))
    text = words.solutions()[0].read_text(encoding="utf-8")
    for number in range(4):
        path = tmp_path / "in" / f"{number}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n# {number}", encoding="utf-8")
    told = autograder("grade", "in", "-a", "01_words", "--out", "out")
    assert (told.stdout + told.stderr).count("the reference itself fails") == 1
    assert "the reference itself fails" in " ".join(summary(tmp_path / "out")["notes"])


def test_a_grading_process_that_dies_is_started_again_and_nothing_is_lost(words):
    text = words.solutions()[0].read_text(encoding="utf-8")
    tasks = [
        Task({"words.py": f"{text}\n# {number}".encode()}, number=number) for number in range(6)
    ]
    started: list[Service] = []

    def start(order: bytes) -> Service:
        started.append(start_here(order))
        return started[-1]

    numbers = []
    order = Order(words.spec.to_json(), str(words.root), workers=1)
    for number, result, _ in results_of(grade_here(order, iter(tasks), start)):
        if not numbers:
            started[0].process.kill()
        numbers.append(number)
        assert {test["status"] for test in result["tests"]} == {"passed"}
    assert sorted(numbers) == list(range(6))
    assert len(started) == 2
