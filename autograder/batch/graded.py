"""A graded folder read back: what `summary.json` and each `results.json` say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.batch.summary import read_summary
from autograder.batch.trouble import broke_off, says_nothing
from autograder.testing.catching import PROBLEM
from autograder.testing.plain import plain_data


@dataclass(frozen=True)
class Handed:
    """One submission: its line of the summary and its results as uploaded."""

    line: dict[str, Any]
    results: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.line["name"])

    @property
    def graded(self) -> bool:
        return bool(self.line["status"] == "graded")

    @property
    def score(self) -> float:
        return float(self.line["score"])

    @property
    def people(self) -> str:
        """Who handed it in, in words."""
        known = (s["name"] or s["email"] or s["sid"] for s in self.line["students"])
        return ", ".join(word for word in known if word)

    @property
    def sections(self) -> str:
        return ", ".join(dict.fromkeys(s["sections"] for s in self.line["students"])).strip(", ")

    @cached_property
    def tests(self) -> dict[str, dict[str, Any]]:
        """By its name: every test that is everybody's."""
        tests = {t["extra_data"]["test"]: t for t in self.results["tests"]}
        return {name: t for name, t in tests.items() if t["extra_data"]["problem"] != PROBLEM}

    @cached_property
    def passed(self) -> dict[str, bool]:
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
        return says_nothing(self.passed, self.line["kinds"])

    @cached_property
    def trouble(self) -> dict[str, list[str]]:
        """Tests that broke off, by how; one entry `""` where the whole file did."""
        return broke_off(self.passed, self.line["kinds"])

    @cached_property
    def ideas(self) -> dict[str, list[dict[str, Any]]]:
        """Wrong ideas found, each with the tests that show it."""
        found: dict[str, list[dict[str, Any]]] = {}
        for test in self.results["tests"]:
            extra = test["extra_data"]
            names = extra.get("misconceptions") or [extra.get("misconception")]
            for name in dict.fromkeys(name for name in names if name):
                found.setdefault(name, []).append(test)
        return found


@dataclass(frozen=True)
class Class:
    """A whole graded folder."""

    folder: Path
    summary: dict[str, Any]
    handed: tuple[Handed, ...]

    @cached_property
    def answered(self) -> tuple[Handed, ...]:
        """Submissions that statistics count."""
        return tuple(handed for handed in self.handed if not handed.left_out)


def read_class(folder: Path) -> Class:
    """Everything below DIR; a results file that is gone is the trouble of that one submission."""
    summary = plain_data(read_summary(folder))
    handed = []
    for line in summary["submissions"]:
        path = folder / line["name"] / "results.json"
        results: dict[str, Any] = {"tests": []}
        try:
            results = plain_data(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            trouble = (
                f"{path} cannot be read ({error}): run the same `autograder grade` again;"
                " what has not changed is taken from its cache"
            )
            line = {**line, "status": "not graded", "trouble": line["trouble"] or trouble}
        handed.append(Handed(line, results))
    return Class(folder, summary, tuple(handed))
