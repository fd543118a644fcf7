"""Where a submission is graded with what a channel made: a platform's own contract, as data."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Points = dict[str, float]  # by problem


@dataclass(frozen=True)
class Platform:
    """What it unpacks, how it starts the judge, how it is told the results.

    Paths are relative to the folder that the platform works in, which is also the command's.
    """

    unpacks: str  # the folder for the archive
    hands_in: str  # the folder for the student's file
    starts: tuple[str, ...]
    tells: Callable[[Path, str], Points]  # of that folder, and of what the command printed
    says: str  # where its makers describe it


def from_results(folder: Path, printed: str) -> Points:
    """Points by problem in a results.json as the judge writes it."""
    points: Points = defaultdict(float)
    text = (folder / "results" / "results.json").read_text(encoding="utf-8")
    for test in json.loads(text)["tests"]:
        points[test["extra_data"]["problem"]] += test["score"]
    return dict(points)


def from_otter(folder: Path, printed: str) -> Points:
    """The same in Otter's, which has a test for each question."""
    text = (folder / "results" / "results.json").read_text(encoding="utf-8")
    return {test["name"]: test["score"] for test in json.loads(text)["tests"] if "score" in test}


def from_last_line(folder: Path, printed: str) -> Points:
    """The last line that was printed is JSON, with `scores` by problem."""
    scores: Points = json.loads(printed.rstrip().rpartition("\n")[2])["scores"]
    return scores
