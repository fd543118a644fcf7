"""A graded folder read back: who answered what, broke off how and wrote what; and what changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.batch.entries import Entry
from autograder.batch.exports import opened
from autograder.batch.summary import Summary, SummaryLine, read_summary
from autograder.course import Spec
from autograder.course.errors import AutograderError
from autograder.judge.submission import Submission, read_submission
from autograder.testing.examples import PROBLEM
from autograder.testing.plain import plain_data

# A failed test of these kinds is an answer: wrong, but one to learn from.
ANSWERS = {"wrong", "raised", "unsendable", "forbidden"}
# How running can break off; the order is that of the page.
BREAKS = {
    "import_failed": "cannot be imported",
    "timeout": "ran out of time",
    "memory": "used too much memory",
    "crashed": "crashed",
    "exited": "ended itself",
    "protocol": "spoke out of turn",
}
# The words for each way in which a test can fail.
KINDS = BREAKS | {
    "wrong": "wrong",
    "raised": "raised an exception",
    "missing": "no such function",
    "unwritten": "not written yet",
    "forbidden": "forbidden operation",
    "unsendable": "not plain data",
    "blocked": "waits for another",
    "late": "not run: no time left",
}
UNREADABLE = "cannot be read"
DOCSTRING = re.compile(r"(:\n)\s*r?(\"\"\"|''')[\s\S]*?\2[ \t]*\n")
LONGEST = 40  # lines of a snippet
LOOKED_AT = 20_000  # characters: where a docstring ends is looked for from each place it may begin


@dataclass(frozen=True, kw_only=True)
class Handed(SummaryLine):
    """One submission: its line of the summary, with its results as uploaded."""

    results: dict[str, Any]

    @cached_property
    def tests(self) -> dict[str, dict[str, Any]]:
        """By its name: every test that is everybody's."""
        return {t["test"]: t for t in self.results["tests"] if t["problem"] != PROBLEM}

    @cached_property
    def passes(self) -> dict[str, bool]:
        """By test: whether it passed."""
        return {name: test["status"] == "passed" for name, test in self.tests.items()}

    @cached_property
    def points(self) -> dict[str, float]:
        """By test: the points it gave."""
        return {name: float(test["score"]) for name, test in self.tests.items()}

    @property
    def examples(self) -> dict[str, Any]:
        """What came of examples.py, where it was handed in."""
        found: dict[str, Any] = self.results.get("extra_data", {}).get(PROBLEM, {})
        return found

    @cached_property
    def left_out(self) -> str:
        """Why statistics do not count it: it answered nothing. Empty where it is counted."""
        if not self.graded:
            return "not graded"
        kinds = set(self.kinds.values())
        if any(self.passes.values()) or kinds & ANSWERS:
            return ""
        broken = next((words for kind, words in BREAKS.items() if kind in kinds), "")
        return broken or ("nothing is written" if kinds & {"unwritten", "missing"} else UNREADABLE)

    @cached_property
    def broken_off(self) -> dict[str, list[str]]:
        """Tests that broke off, by how; one entry `""` where the whole file did."""
        if self.left_out == UNREADABLE:
            return {UNREADABLE: [""]}
        kinds = self.kinds
        whole = not any(self.passes.values()) and {*kinds.values()} <= {*BREAKS, "blocked", "late"}
        found: dict[str, list[str]] = {}
        for test, kind in kinds.items():
            if kind in BREAKS:
                found.setdefault(BREAKS[kind], []).append(test)
        return {words: [""] if whole else tests for words, tests in found.items()}

    @cached_property
    def ideas(self) -> dict[str, list[dict[str, Any]]]:
        """Wrong ideas found, each with the tests that show it."""
        found: dict[str, list[dict[str, Any]]] = {}
        for test in self.results["tests"]:
            for name in test["misconceptions"]:
                found.setdefault(name, []).append(test)
        return found


@dataclass(frozen=True)
class Class:
    """A whole graded folder."""

    folder: Path
    summary: Summary
    handed: tuple[Handed, ...]

    @cached_property
    def answered(self) -> tuple[Handed, ...]:
        """Submissions that statistics count."""
        return tuple(handed for handed in self.handed if not handed.left_out)

    @cached_property
    def sources(self) -> dict[str, Submission]:
        """By name; empty where the submissions are no longer where they were graded from."""
        summary = self.summary
        try:
            read = sources_in(summary.place, summary.assignment, self.folder)
            return {entry.name: submission for entry, submission in read}
        except AutograderError:
            return {}  # nothing, or something else lies there now

    def source(self, handed: Handed) -> Submission:
        return self.sources.get(handed.name, Submission({}))

    def code(self, handed: Handed, function: str) -> str:
        """The first lines of its function."""
        return snippet(self.source(handed).code, function)

    def title_of(self, idea: str) -> str:
        known = self.summary.misconceptions.get(idea, {})
        return str(known.get("title", idea.replace("_", " ")))


def read_class(folder: Path) -> Class:
    """Everything below DIR; a results file that is gone is the trouble of that one submission."""
    summary = read_summary(folder)
    return Class(folder, summary, tuple(_handed(folder, line) for line in summary.lines))


def _handed(folder: Path, line: SummaryLine) -> Handed:
    path = folder / line.name / "results.json"
    try:
        results = plain_data(json.loads(path.read_text(encoding="utf-8")))
        results["tests"] = list(map(_unfolded, results["tests"]))
        return Handed(**vars(line), results=results)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        why = error if isinstance(error, (OSError, ValueError)) else "it is not what was written"
        trouble = line.trouble or (
            f"{path} cannot be read ({why}): run the same `autograder grade` again;"
            " what has not changed is taken from its cache"
        )
        return Handed(**{**vars(line), "trouble": trouble}, results={"tests": []})


def _unfolded(test: dict[str, Any]) -> dict[str, Any]:
    """A test of results.json, what stands in its `extra_data` beside the rest."""
    extra = {"kind": "passed", "misconception": "", **test["extra_data"]}
    extra.setdefault("misconceptions", [*filter(None, [extra["misconception"]])])
    return {**test, **extra}


def sources_in(place: Path, spec: Spec, out: Path) -> Iterator[tuple[Entry, Submission]]:
    """All submissions of a path that can be read; zips are unpacked below `out` meanwhile."""
    with opened(place, spec, out) as batch:
        for entry in batch.entries:
            if entry.place is not None:
                yield entry, read_submission(entry.place, spec)


def snippet(code: str, name: str) -> str:
    """A function's first lines without its docstring, found by its spelling: nothing is parsed."""
    starts = list(re.finditer(rf"^(?:async )?(?:def|class) {re.escape(name)}\b", code, re.M))
    if not starts:
        return ""
    head, *rest = code[starts[-1].start() :].splitlines()
    end = (n for n, line in enumerate(rest) if line[:1] not in ("", " ", "\t", ")"))
    text = "\n".join([head, *rest[: next(end, len(rest))]])[:LOOKED_AT].rstrip() + "\n"
    lines = DOCSTRING.sub(r"\1", text, count=1).rstrip().splitlines()
    return "\n".join([*lines[:LONGEST], *(["…"] if len(lines) > LONGEST else [])])


@dataclass(frozen=True)
class Change:
    """One submission that is not scored as it was."""

    name: str
    before: float | None  # None: it was not there, or not graded
    after: float | None
    won: tuple[str, ...]  # names of tests
    lost: tuple[str, ...]

    @property
    def difference(self) -> float:
        return round((self.after or 0) - (self.before or 0), 4)


@dataclass(frozen=True)
class IdeaChange:
    """One wrong idea between two gradings; submissions of both."""

    name: str
    had: int
    recovered: tuple[str, ...]  # had it, and do not have it now
    kept: tuple[str, ...]
    new: tuple[str, ...]


def changes(new: Class, old: Class) -> tuple[Change, ...]:
    """The largest losses first: these students will ask."""
    names = {t["test"]: t["name"] for c in (old, new) for t in c.summary.tests}
    found = []
    for name, one, two in _pairs(new, old):
        earlier, later = (each.passes if each else {} for each in (one, two))
        won = tuple(names[t] for t in names if later.get(t) and not earlier.get(t))
        lost = tuple(names[t] for t in names if earlier.get(t) and not later.get(t))
        before, after = (h.score if h and h.graded else None for h in (one, two))
        if won or lost or before != after:
            found.append(Change(name, before, after, won, lost))
    return tuple(sorted(found, key=lambda change: (change.difference, change.name)))


def idea_changes(new: Class, old: Class) -> tuple[IdeaChange, ...]:
    """Every idea that somebody had or has, the most frequent before first."""
    pairs = _pairs(new, old)
    found = []
    for idea in {idea for each in (old, new) for handed in each.handed for idea in handed.ideas}:
        had = {name for name, one, _ in pairs if one and idea in one.ideas}
        have = {name for name, _, two in pairs if two and idea in two.ideas}
        parts = (tuple(sorted(part)) for part in (had - have, had & have, have - had))
        found.append(IdeaChange(idea, len(had), *parts))
    return tuple(sorted(found, key=lambda c: (-c.had, -len(c.new), c.name)))


def _pairs(new: Class, old: Class) -> list[tuple[str, Handed | None, Handed | None]]:
    """A name, with the earlier and the later submission of its people; one may be missing."""
    before = {_who(handed): handed for handed in old.handed}
    after = {_who(handed): handed for handed in new.handed}
    whole = {**before, **after}  # called as it is now
    return [(whole[who].name, before.get(who), after.get(who)) for who in {**after, **before}]


def _who(handed: Handed) -> str:
    """A new attempt has a new submission's name on Gradescope, but the same people."""
    people = sorted(student.sid or student.email for student in handed.students)
    return ", ".join(people) if people and all(people) else handed.name
