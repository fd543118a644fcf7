"""From a submission to its result: scores, sentences, diagnoses, and what stays hidden."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course.load import load_course
from autograder.judge.answers import Answers
from autograder.judge.ideas import composed_source, misconceptions
from autograder.judge.results import to_json
from autograder.prove.checks import worths_of
from autograder.testing.outcome import Call

ROOT = Path(__file__).resolve().parents[3]
STARTER = ROOT / "tests/kit/courses/words/starter/01_words/words.py"


def by_test(result):
    return {test.test.partition("::")[2]: test for test in result.tests}


def test_the_reference_gets_every_point_and_the_starter_none(grade, reference_text) -> None:
    full, none = grade(reference_text, STARTER.read_text())
    assert full.score == 12
    assert all(test.status == "passed" and not test.output for test in full.tests)
    assert none.score == 0
    for test in none.tests:
        assert "not written yet" in test.output or "can't check until" in test.output
        assert "pytest -k" in test.output or "can't check until" in test.output


def test_tests_stand_in_the_order_of_the_problems_and_names_read_well(grade, reference_text):
    (result,) = grade(reference_text)
    names = [test.name for test in result.tests]
    assert names[0] == "1.1 shout: one exclamation mark, or as many as asked for (1 point)"
    assert names == sorted(names, key=lambda name: name.split()[0])
    assert any(name.endswith("(1 point, extra credit)") for name in names)


def test_grading_twice_gives_the_same_bytes_times_aside(grade, reference_text) -> None:
    broken = reference_text.replace("letter.isalpha()", "True")
    first, second = grade(broken, broken)
    one, two = json.loads(to_json(first)), json.loads(to_json(second))
    one.pop("execution_time")
    two.pop("execution_time")
    assert one == two


@pytest.mark.parametrize("name", ["no_default_mark", "capitals_apart", "one_window_short"])
def test_a_misconception_is_named_on_each_test_that_shows_it(grade, words, name) -> None:
    (idea,) = (idea for idea in misconceptions(words) if idea.name == name)
    (result,) = grade(composed_source(words, idea)["words.py"])
    failed = [test for test in result.tests if test.status == "failed"]
    assert any(not test.public for test in failed)
    assert {test.misconceptions for test in failed if test.kind == "wrong"} == {(name,)}
    assert all("It looks like this: " in test.output for test in failed if test.misconceptions)


def test_what_a_wrong_idea_warns_of_is_not_heard(words, recwarn) -> None:
    def careless(*_):
        warnings.warn("overflow", RuntimeWarning, stacklevel=1)
        return "wrong"

    answers = Answers(words)
    idea = next(idea for idea in answers.ideas if "shout" in idea.functions)
    answers._module = lambda _: SimpleNamespace(shout=careless)
    assert answers.mistaken(idea, Call("shout", ("a",))).value == "wrong"
    assert not recwarn.list


def test_what_a_wrong_idea_switches_off_is_on_again_for_the_next(words) -> None:
    import torch

    def careless(*_):
        torch.set_grad_enabled(False)
        torch.set_default_dtype(torch.float64)
        return "wrong"

    answers = Answers(words)
    idea = next(idea for idea in answers.ideas if "shout" in idea.functions)
    answers._module = lambda _: SimpleNamespace(shout=careless)
    assert answers.mistaken(idea, Call("shout", ("a",))).value == "wrong"
    assert torch.is_grad_enabled()
    assert torch.get_default_dtype() is torch.float32


def test_a_wrong_answer_that_no_idea_explains_gets_no_diagnosis(grade, reference_text) -> None:
    (result,) = grade(reference_text.replace("word.upper()", "word.lower()"))
    assert {test.misconceptions for test in result.tests if test.status == "failed"} == {()}


def test_staff_can_paste_the_call_and_get_what_came_back(grade, reference_text, tmp_path) -> None:
    wrong = reference_text.replace("/ width", "/ (width + 1)")
    (result,) = grade(wrong)
    (tmp_path / "words.py").write_text(wrong, encoding="utf-8")
    explanations = [test.explanation for test in result.tests if test.kind == "wrong"]
    assert len(explanations) > 1
    for text in explanations:
        _, _, code = text.partition("beside words.py:\n\n")
        done = subprocess.run(
            [sys.executable, "-i", "-q"],
            input=code + "\n\n",
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert "Error" not in done.stderr, text
        assert done.stdout.strip(), text


def test_a_hidden_test_shows_neither_inputs_nor_text_of_the_student(grade, reference_text) -> None:
    leaky = """
def shout(word, times=1):
    raise ValueError(f"SMUGGLED {word!r}")

class Smuggled(Exception):
    pass

def count_letters(text):
    print("SMUGGLED", text)
    raise Smuggled(text)

def moving_average(values, width):
    raise type(f"SMUGGLED{int(values[0])}", (Exception,), {})()
"""
    (result,) = grade(leaky)
    for test in result.tests:
        if not test.public and "sentence" not in test.test:
            assert "SMUGGLED" not in test.output, test
            assert "Smuggled" not in test.output, test
        assert test.status == "failed"
    # Staff see everything.
    assert "SMUGGLED" in result.staff_output
    # A test marked @visible shows its inputs although it is hidden.
    assert "Route 66" in by_test(result)["test_count_letters__sentence"].output


def test_hidden_tests_tell_details_once_for_each_problem(grade, reference_text) -> None:
    (result,) = grade(
        reference_text + "\ndef moving_average(values, width):\n    raise KeyError(values)\n"
    )
    hidden = [t for t in result.tests if not t.public and t.problem == "moving_average"]
    assert len(hidden) > 1
    assert ["KeyError, at line" in t.output for t in hidden] == [True] + [False] * (len(hidden) - 1)
    for test in hidden[1:]:
        assert "KeyError" not in test.output
        assert "`moving_average` raised" in test.output


def test_a_test_waits_for_the_problem_that_it_needs(grade, reference_text) -> None:
    (result,) = grade(reference_text.replace('"!" * times', '"?" * times'))
    waiting = by_test(result)["test_moving_average__no_window"]
    assert waiting.kind == "blocked"
    assert waiting.output == "can't check until shout passes"
    assert waiting.score == 0


@pytest.mark.parametrize(
    ("text", "words_in_output"),
    [
        ("def shout(:\n    pass\n", "invalid syntax"),
        ("import not_there\n", "No module named 'not_there'"),
        ("raise RuntimeError('early')\n", "RuntimeError: early"),
        ("import os\nos._exit(0)\n", "ended itself (exit code 0)"),
        ("while True: pass\n", "Is there a loop or a long computation"),
        ("x = input()\n", "EOFError"),
        ("get_ipython().run_line_magic('time', '')\n", "Only notebooks have it: remove such"),
    ],
)
def test_a_file_that_cannot_be_imported_says_so_once_and_soon(grade, text, words_in_output):
    (result,) = grade(text)
    assert result.score == 0
    assert words_in_output in result.output, result.output
    assert result.seconds < 10 * 3  # the limit of one test, not of all eleven
    assert len(result.tests) == 11
    assert "inside `" not in result.tests[0].output, "the function was never asked"
    assert "could not be imported" in result.tests[0].output


def test_one_endless_loop_costs_its_own_problem_only(grade, reference_text) -> None:
    endless = reference_text.replace("return counts", "while True: pass")
    (result,) = grade(endless)
    lost = {test.problem for test in result.tests if test.status == "failed"}
    assert lost == {"count_letters"}
    assert by_test(result)["test_count_letters__a_name"].kind == "timeout"


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        ("import os; os._exit(7)", "exited", "ended itself (exit code 7) inside `shout`"),
        ("import sys; sys.exit(0)", "exited", "ended itself (exit code 0) inside `shout`"),
        ("import os; os.kill(os.getpid(), 11)", "crashed", "a signal (Segmentation fault)"),
        (
            "return (c for c in word)",
            "unsendable",
            "returned a generator, which cannot be compared",
        ),
        ("x = bytearray(3 << 30); return x", "memory", "asked for more than"),
        ("return shout(word, times)", "raised", "RecursionError"),
        ("print('x' * 1000000); return word.upper() + '!' * times", "wrong", ""),
    ],
)
def test_each_way_to_fail_has_its_sentence(grade, reference_text, body, kind, sentence) -> None:
    text = reference_text + f"\ndef shout(word, times=1):\n    {body}\n"
    (result,) = grade(text)
    test = by_test(result)["test_shout__once_and_often"]
    if sentence:
        assert test.kind == kind
        assert sentence in test.output
    others = [t for t in result.tests if t.problem == "count_letters"]
    assert all(t.status == "passed" for t in others)


def test_a_wrong_signature_is_told_and_costs_its_function_only(grade, reference_text) -> None:
    (result,) = grade(reference_text + "\ndef shout(word):\n    return word.upper() + '!'\n")
    test = by_test(result)["test_shout__once_and_often"]
    assert "TypeError" in test.output
    assert {t.problem for t in result.tests if t.kind not in ("passed", "blocked")} == {"shout"}


def test_of_a_forbidden_operation_a_hidden_test_tells_the_line_and_staff_the_name(
    grade, reference_text
) -> None:
    short_cut = reference_text + (
        "\ndef moving_average(values, width):\n"
        "    return np.convolve(values, np.ones(width) / width, 'valid')\n"
    )
    (result,) = grade(short_cut)
    test = by_test(result)["test_moving_average__any_width"]
    assert test.kind == "forbidden"
    assert re.search(r"operation that is not allowed here at line \d+\n", test.output)
    assert "numpy" not in test.output
    assert "`moving_average` used numpy.convolve at line" in test.explanation


@pytest.mark.parametrize("slug", [a.slug for a in load_course(ROOT).assignments])
def test_the_tests_of_every_assignment_load_in_the_judge_as_they_stand(slug, loaded) -> None:
    """Also those that import helpers which students have in their folder."""
    assignment = load_course(ROOT).assignment(slug)
    assert sorted(loaded(assignment)) == sorted(
        (w.problem, w.public, w.points) for w in worths_of(assignment)
    )


def test_a_sandbox_that_breaks_is_no_students_zero(words, broken) -> None:
    assert "start the grading again" in broken(words.solution_dir)


def test_a_class_loads_more_than_one_submission_does() -> None:
    code = """
import sys
from dataclasses import replace
from pathlib import Path
from autograder.course.load import load_course
from autograder.judge.grader import Options, with_grader
assignment = load_course(Path(sys.argv[1])).assignment("01_words")
more = ("tabnanny", "there_is_no_such_module")
assignment = replace(assignment, spec=replace(assignment.spec, preload_for_many=more))
for many in (False, True):
    with_grader(assignment, Options(many=many), lambda grader: None)
    print("tabnanny" in sys.modules)
"""
    words = Path(__file__).resolve().parents[1] / "courses" / "words"
    done = subprocess.run(
        [sys.executable, "-c", code, str(words)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["False", "True"], done.stderr
