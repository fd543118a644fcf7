"""What is kept from run to run, and what makes it void."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.batch.cache import Cache, conditions, digest
from autograder.judge.submission import Submission

OPTIONS: dict[str, object] = {"isolation": "auto", "device": None}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def hidden(words) -> Path:
    return words.hidden_dir / "test_words.py"


def test_nothing_changed_nothing_differs(words):
    assert conditions(words, OPTIONS) == conditions(words, OPTIONS)


def test_a_changed_test_changes_its_problem_and_those_that_wait_for_it(words):
    before = conditions(words, OPTIONS)
    change(hidden(words), '"größe", 2', '"größe", 5')
    after = conditions(words, OPTIONS)
    changed = {p for p in after.problems if after.problems[p] != before.problems[p]}
    assert changed == {"shout", "moving_average"}
    assert after.base == before.base


def test_a_changed_mark_changes_its_problem(words):
    before = conditions(words, OPTIONS)
    change(hidden(words), "@points(2)", "@points(3)")
    after = conditions(words, OPTIONS)
    changed = {p for p in after.problems if after.problems[p] != before.problems[p]}
    assert changed == {"moving_average"}


def test_a_helper_of_a_test_file_changes_all_its_tests(words):
    before = conditions(words, OPTIONS)
    change(hidden(words), "size // 2", "size // 3")
    after = conditions(words, OPTIONS)
    assert all(after.problems[p] != before.problems[p] for p in after.problems)


def test_the_reference_changes_everything(words):
    before = conditions(words, OPTIONS)
    change(words.solutions()[0], "word.upper()", "word.strip().upper()")
    assert conditions(words, OPTIONS).base != before.base


def test_a_misconception_changes_what_failing_tests_rest_on(words):
    before = conditions(words, OPTIONS)
    path = words.idea_pages()[0]
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    after = conditions(words, OPTIONS)
    assert (after.base, after.problems) == (before.base, before.problems)
    assert after.ideas != before.ideas


def test_options_and_parts_are_told_apart(words):
    assert digest("ab", "c") != digest("a", "bc")
    one = Submission({"a.py": b"x"}, ("note",))
    key = conditions(words, OPTIONS).key
    assert key(one) != key(Submission({"a.py": b"x"}))
    assert key(one) != key(Submission({"b.py": b"x"}, ("note",)))


def result(**status: str) -> dict[str, object]:
    tests = [{"test": p, "problem": p, "status": s} for p, s in status.items()]
    return {"tests": tests, "complete": True, "leaderboard": []}


@pytest.fixture
def store(words, tmp_path) -> Cache:
    return Cache(tmp_path / "cache", conditions(words, OPTIONS))


def test_what_is_kept_is_found(store):
    store.keep("2c0ffee", result(shout="passed"))
    assert store.find("2c0ffee")[0] == result(shout="passed")
    assert store.find("7ea")[0] is None


def test_after_a_change_the_other_problems_still_hold(store, words, tmp_path):
    store.keep("2c0ffee", result(shout="passed", count_letters="failed"))
    change(hidden(words), '"größe", 2', '"größe", 5')
    later = Cache(tmp_path / "cache", conditions(words, OPTIONS))
    kept, done = later.find("2c0ffee")
    assert kept is None
    assert [test["problem"] for test in done] == ["count_letters"]


def test_new_misconceptions_leave_only_what_passed(store, words, tmp_path):
    store.keep("2c0ffee", result(shout="passed", count_letters="failed"))
    path = words.idea_pages()[0]
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    later = Cache(tmp_path / "cache", conditions(words, OPTIONS))
    assert [test["problem"] for test in later.find("2c0ffee")[1]] == ["shout"]


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "folder"])
def test_a_damaged_record_is_as_none(store, tmp_path, damage):
    store.keep("2c0ffee", result(shout="passed"))
    path = next((tmp_path / "cache").rglob("*.json"))
    data = path.read_bytes()
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        changed = data.replace(b"passed", b"failed")
        path.write_bytes({"cut": data[:-9], "changed": changed, "emptied": b""}[damage])
    assert store.find("2c0ffee")[0] is None


def test_an_incomplete_result_is_not_kept(store):
    store.keep("2c0ffee", {**result(shout="failed"), "complete": False})
    assert store.find("2c0ffee")[0] is None


def test_no_half_written_record_stays_behind(store, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.keep("2c0ffee", result(shout="passed"))
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
