"""Grades a list of submissions with everything loaded once; one forked judge for each."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Assignment
from autograder.judge.faults import with_faults
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.results import to_json, write_atomically
from autograder.judge.submission import read_submission
from autograder.judge.suite import TestFacts


@dataclass(frozen=True)
class Item:
    """One submission's folder, where its results.json goes, and what to grade of it."""

    submission: Path
    results: Path
    problems: frozenset[str] | None = None  # None: all


def grade_many(assignment: Assignment, listing: Path, jobs: int) -> int:
    """Grade all; a line of JSON on standard output for each one that is finished."""
    data = json.loads(listing.read_text(encoding="utf-8"))
    items = [_item(entry) for entry in data]
    with_grader(assignment, Options(), lambda grader: _grade_all(grader, items, max(1, jobs)))
    return 0


def _item(entry: dict[str, Any]) -> Item:
    problems = entry.get("problems")
    chosen = None if problems is None else frozenset(problems)
    return Item(Path(entry["submission"]), Path(entry["results"]), chosen)


def _grade_all(grader: Grader, items: list[Item], jobs: int) -> None:
    # The first one in this very process: what the reference answers is then known to all forks.
    waiting = list(items)
    if waiting:
        _finish(_grade(grader, waiting.pop(0)))
    running: dict[int, Item] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            item = waiting.pop(0)
            sys.stdout.flush()
            pid = os.fork()
            if not pid:
                _child(grader, item)
            running[pid] = item
        pid, status = os.wait()
        if pid in running:
            item = running.pop(pid)
            if status:
                _finish({"results": str(item.results), "error": f"ended with status {status}"})


def _child(grader: Grader, item: Item) -> None:
    code = 0
    try:
        _finish(_grade(grader, item))
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        os._exit(code)


def _grade(grader: Grader, item: Item) -> dict[str, Any]:
    start = time.perf_counter()
    submission = read_submission(item.submission, grader.assignment.spec)

    def chosen(facts: TestFacts) -> bool:
        return item.problems is None or facts.problem in item.problems

    result = with_faults(grader.grade(submission, only=chosen))
    write_atomically(item.results, to_json(result))
    return {"results": str(item.results), "seconds": time.perf_counter() - start}


def _finish(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
