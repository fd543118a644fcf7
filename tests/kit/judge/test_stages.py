"""Asked together, asked alone: what a worker may learn, what it may leave, what verdict stands."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

# What a hidden test of this small course asks for is in no public test; a file can tell stages
# apart by nothing but what it is asked.


def by_test(result: Any) -> dict[str, Any]:
    return {test.test.partition("::")[2]: test for test in result.tests}


def statuses(result: Any) -> dict[str, str]:
    return {name: test.status for name, test in by_test(result).items()}


def test_what_one_test_leaves_behind_costs_no_other_its_points(grade, reference_text) -> None:
    """A function that breaks another one as it runs: alone, the other is as right as ever."""
    spoils = reference_text + textwrap.dedent("""
        _shout, _count = shout, count_letters
        def shout(word, times=1):
            global count_letters
            count_letters = lambda text: {}
            return _shout(word, times)
    """)
    (plain, spoilt) = grade(reference_text, spoils)
    assert statuses(spoilt) == statuses(plain)


def test_a_wrong_function_that_spoils_another_costs_its_own_points(grade, reference_text) -> None:
    """Both fail beside each other; asked the other way round, one is right after all."""
    spoils = reference_text + textwrap.dedent("""
        _count = count_letters
        def shout(word, times=1):
            global count_letters
            count_letters = lambda text: {}
            return word
    """)
    (result,) = grade(spoils)
    assert all(t.status == "passed" for t in result.tests if t.problem == "count_letters")
    assert {t.status for t in result.tests if t.problem == "shout"} == {"failed"}


def test_what_one_test_forbids_is_free_for_another(grade, reference_text) -> None:
    """Tests of both kinds share a worker; what is refused there for others' sake is asked again."""
    uses = reference_text + textwrap.dedent("""
        _count = count_letters
        def count_letters(text):
            np.convolve([1.0], [2.0])
            return _count(text)
    """)
    (plain, free) = grade(reference_text, uses)
    assert statuses(free) == statuses(plain)
    assert "answered a question otherwise" not in free.staff_output


def test_what_is_forbidden_to_some_tests_may_stand_at_the_top_of_the_file(
    grade, reference_text
) -> None:
    """The import is refused for the tests that forbid it, and for no other one."""
    (plain, top) = grade(reference_text, reference_text + "\nDOUBLED = np.convolve([1.0], [2.0])\n")
    lost = {name for name, s in statuses(top).items() if s != statuses(plain)[name]}
    assert lost == {"test_moving_average__four_values", "test_moving_average__any_width"}


def test_wrong_answers_to_several_tests_cost_one_more_worker(workers_for, reference_text) -> None:
    """Two open tests fail; the hidden one, which a second try could guess, has its own anyway."""
    wrong = reference_text + "def count_letters(text): return 8\n"
    right, costly = workers_for(reference_text, wrong)
    assert costly - right == 1


def test_what_is_right_beside_other_tests_is_right(grade, reference_text) -> None:
    """The rule for state that helps: a cache that an earlier test has filled may be used."""
    caches = reference_text + textwrap.dedent("""
        _asked, _count = [], count_letters
        def shout(word, times=1):
            _asked.append(word)
            return word.upper() + "!" * times
        def count_letters(text):
            return _count(text) if _asked else {}
    """)
    (result,) = grade(caches)
    assert by_test(result)["test_count_letters__a_name"].status == "passed"


def test_a_second_answer_to_the_same_question_is_noticed(grade, reference_text) -> None:
    """Beside other tests it says one thing, alone another: then every test is asked alone."""
    fickle = reference_text + textwrap.dedent("""
        _asked, _shout = [], shout
        def shout(word, times=1):
            _asked.append(word)
            return _shout(word, times)
        def count_letters(text):
            return {"asked": len(_asked)}
    """)
    (result,) = grade(fickle)
    assert "answered a question otherwise" in result.staff_output
    assert all(t.status == "failed" for t in result.tests if t.problem == "count_letters")
    assert all(t.status == "passed" for t in result.tests if t.problem == "shout")


def test_a_short_answer_is_asked_for_once_only(grade, reference_text) -> None:
    """Whoever is asked again knows that the first answer was wrong; of two, the other is right."""
    flips = reference_text + textwrap.dedent("""
        _asked, _shout = [], shout
        def shout(word, times=1):
            _asked.append(word)
            if times < 0 and len(_asked) == 1:
                raise KeyError("alone from the start: no test was asked before this one")
            return _shout(word, times)
    """)
    (result,) = grade(flips)
    assert by_test(result)["test_shout__negative"].status == "failed"
    assert by_test(result)["test_shout__any_word"].status == "passed"


def test_hidden_inputs_never_reach_an_open_test(grade, reference_text) -> None:
    """Whatever a worker keeps, and wherever: no open test is asked after a hidden one."""
    keeps = reference_text + textwrap.dedent("""
        import glob, os
        PLACES = ["/dev/shm", "/tmp", "/var/tmp", "."]
        def _seen():
            found = []
            for path in [path for place in PLACES for path in glob.glob(place + "/kept-*")]:
                try:
                    found.append(open(path).read())
                except OSError:
                    pass
            return found
        def shout(word, times=1):
            for place in PLACES:
                try:
                    with open(f"{place}/kept-{os.getpid()}", "a") as file:
                        file.write(word)
                except OSError:
                    pass
            return 0
        def count_letters(text):
            return {"seen " + word: 1 for word in _seen()}
    """)
    (result,) = grade(keeps)
    shown = " ".join(test.output for test in result.tests)
    assert "größe" not in shown


def test_an_import_that_fails_later_says_nothing(grade, reference_text, tmp_path) -> None:
    """Its message stands above all tests: it could spell what an earlier worker has seen."""
    notes = tmp_path / "notes"
    notes.touch()
    spells = (
        textwrap.dedent(f"""
        from pathlib import Path
        NOTES = Path({str(notes)!r})
        if "größe" in NOTES.read_text():
            raise ImportError(NOTES.read_text())
    """)
        + reference_text
        + textwrap.dedent("""
        _shout = shout
        def shout(word, times=1):
            NOTES.write_text(NOTES.read_text() + word)
            return _shout(word, times)
    """)
    )
    (result,) = grade(spells, isolation="off")  # where a worker can leave something behind
    assert "words.py could not be imported" in result.output
    assert "größe" not in result.output + " ".join(test.output for test in result.tests)


def test_a_thread_that_still_runs_meets_no_other_test(grade, reference_text) -> None:
    """It would answer for the next one, or watch it: the worker ends instead."""
    threads = reference_text + textwrap.dedent("""
        import threading, time, sys
        _shout, _count = shout, count_letters
        RUNNING = []
        def _watch():
            RUNNING.append(1)
            time.sleep(60)
        def shout(word, times=1):
            if not RUNNING:
                threading.Thread(target=_watch, daemon=True).start()
                time.sleep(0.05)
            return _shout(word, times)
        def count_letters(text):
            return {"a thread": 1} if RUNNING else _count(text)
    """)
    (plain, threaded) = grade(reference_text, threads)
    assert statuses(threaded) == statuses(plain)


def test_a_crash_in_one_test_leaves_the_others_to_fresh_workers(grade, reference_text) -> None:
    crashes = reference_text + textwrap.dedent("""
        _shout = shout
        def shout(word, times=1):
            if times == 3:
                import os
                os.kill(os.getpid(), 9)
            return _shout(word, times)
    """)
    (plain, crashed) = grade(reference_text, crashes)
    lost = {name for name, s in statuses(crashed).items() if s != statuses(plain)[name]}
    assert all("shout" in name or "window" in name for name in lost), lost


@pytest.mark.parametrize("size", [1, 400])
def test_answers_that_would_fill_the_judge_cost_their_test(grade, reference_text, size) -> None:
    """Large ones are refused by the worker; many of them by the judge, and nothing is kept."""
    huge = (
        reference_text
        + f"\ndef shout(word, times=1):\n    import torch\n    return torch.zeros({size} << 18)\n"
    )
    (result,) = grade(huge)
    assert all(t.status == "failed" for t in result.tests if t.problem == "shout")
    assert all(t.status == "passed" for t in result.tests if t.problem == "count_letters")
