"""A graded folder read back: who answered what, who broke off and how, who holds which wrong idea."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.batch.summary import Line, Summary, read_summary
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
    "setup": "the grader failed",
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


@dataclass(frozen=True)
class Handed:
    """One submission: its line of the summary and its results as uploaded."""

    line: Line
    results: dict[str, Any]

    @property
    def name(self) -> str:
        return self.line.name

    @property
    def score(self) -> float:
        return self.line.score

    @cached_property
    def passed(self) -> dict[str, bool]:
        """By test: whether it passed."""
        return {t["extra_data"]["test"]: t["status"] == "passed" for t in self.results["tests"]}

    @cached_property
    def points(self) -> dict[str, float]:
        """By test: the points it gave."""
        return {t["extra_data"]["test"]: float(t["score"]) for t in self.results["tests"]}

    @cached_property
    def left_out(self) -> str:
        """Why statistics do not count it: it answered nothing. Empty where it is counted."""
        if not self.line.graded:
            return "not graded"
        kinds = set(self.line.kinds.values())
        if any(self.passed.values()) or kinds & ANSWERS:
            return ""
        broken = next((words for kind, words in BREAKS.items() if kind in kinds), "")
        return broken or ("nothing is written" if kinds & {"unwritten", "missing"} else UNREADABLE)

    @cached_property
    def trouble(self) -> dict[str, list[str]]:
        """Tests that broke off, by how; one entry `""` where the whole file did."""
        if self.left_out == UNREADABLE:
            return {UNREADABLE: [""]}
        kinds = self.line.kinds
        whole = not any(self.passed.values()) and {*kinds.values()} <= {*BREAKS, "blocked", "late"}
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
            extra = test["extra_data"]
            names = extra.get("misconceptions") or [extra.get("misconception")]
            for name in dict.fromkeys(filter(None, names)):
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

    def title_of(self, idea: str) -> str:
        known = self.summary.misconceptions.get(idea, {})
        return str(known.get("title", idea.replace("_", " ")))


def read_class(folder: Path) -> Class:
    """Everything below DIR; a results file that is gone is the trouble of that one submission."""
    summary = read_summary(folder)
    return Class(folder, summary, tuple(_handed(folder, line) for line in summary.lines))


def _handed(folder: Path, line: Line) -> Handed:
    path = folder / line.name / "results.json"
    try:
        return Handed(line, plain_data(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError) as error:
        trouble = line.trouble or (
            f"{path} cannot be read ({error}): run the same `autograder grade` again;"
            " what has not changed is taken from its cache"
        )
        return Handed(replace(line, status="not graded", trouble=trouble), {"tests": []})
