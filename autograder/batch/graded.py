"""A graded folder read back: what `summary.json` and each `results.json` say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.batch.summary import read_summary
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
    def passed(self) -> dict[str, bool]:
        """By test: whether it passed."""
        return {t["extra_data"]["test"]: t["status"] == "passed" for t in self.results["tests"]}

    def ideas(self) -> dict[str, dict[str, Any]]:
        """Misconceptions found, each with the first test that shows it."""
        found: dict[str, dict[str, Any]] = {}
        for test in self.results["tests"]:
            extra = test["extra_data"]
            names = extra.get("misconceptions") or [extra.get("misconception")]
            for name in names:
                if name:
                    found.setdefault(name, test)
        return found


@dataclass(frozen=True)
class Class:
    """A whole graded folder."""

    folder: Path
    summary: dict[str, Any]
    handed: tuple[Handed, ...]

    @property
    def graded(self) -> tuple[Handed, ...]:
        return tuple(handed for handed in self.handed if handed.graded)


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
