"""Where a submission is graded with what a channel made: a platform's own contract, as data."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.errors import GradingError

Points = dict[str, float]  # by problem
Files = Mapping[str, str]  # what a student wrote, by name


def as_they_are(files: Files) -> dict[str, bytes]:
    """Each file is handed in by itself."""
    return {name: text.encode() for name, text in files.items()}


@dataclass(frozen=True)
class Platform:
    """What it unpacks, what it is handed, how it starts the judge, how it is told the results.

    Paths are relative to the folder that it works in, which is also the command's.
    """

    lays_out: Callable[[Path, Path], object]  # what the channel made, into that folder
    hands_in: str  # the folder for what a student hands in
    starts: tuple[str, ...]
    tells: Callable[[Path, str], Points]  # of that folder, and of what the command printed
    says: str  # where its makers describe it
    packs: Callable[[Files], dict[str, bytes]] = as_they_are
    as_root: bool = True  # who runs the command there


def from_results(folder: Path, printed: str) -> Points:
    """Points by problem in a results.json as the judge writes it."""
    points: Points = defaultdict(float)
    for test in _complete(folder)["tests"]:
        points[test["extra_data"]["problem"]] += test["score"]
    return dict(points)


def from_otter(folder: Path, printed: str) -> Points:
    """The same in Otter's, which has a test for each question."""
    tests = [test for test in _complete(folder)["tests"] if "score" in test]
    if any("problem" in test.get("extra_data", {}) for test in tests):
        raise GradingError(f"Otter could not report, and the judge's own result stands:\n{printed}")
    return {test["name"]: test["score"] for test in tests}


def _complete(folder: Path) -> dict[str, Any]:
    text = (folder / "results" / "results.json").read_text(encoding="utf-8")
    results: dict[str, Any] = json.loads(text)
    if not results.get("extra_data", {}).get("complete", True):
        raise GradingError(f"it says: {results.get('output', '')}")
    return results
