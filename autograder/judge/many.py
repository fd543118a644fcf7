"""Grades a list of submissions with everything loaded once; one forked judge for each."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from autograder.course import Assignment
from autograder.judge.faults import with_faults
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.plan import undetermined
from autograder.judge.results import to_json, write_atomically
from autograder.judge.submission import read_submission
from autograder.judge.suite import TestFacts
from autograder.judge.trusted import TrustedSpawner
from autograder.sandbox import Spawner

TRUSTED_SECONDS = 120
# Several at a time on a busy machine: what is proved here is right and wrong, not speed.
PATIENCE = 6


@dataclass(frozen=True)
class Item:
    """One submission's folder, where its results.json goes, and what to grade of it."""

    submission: Path
    results: Path
    problems: frozenset[str] | None = None  # None: all
    trusted: bool = False  # the course's own code: graded without the sandbox


def grade_many(assignment: Assignment, listing: Path, jobs: int) -> int:
    """Grade all; a line of JSON on standard output for each one that is finished."""
    data = json.loads(listing.read_text(encoding="utf-8"))
    items = [_item(entry) for entry in data]
    spec = replace(assignment.spec, seconds=assignment.spec.seconds * PATIENCE)
    patient = replace(assignment, spec=spec)
    with_grader(patient, Options(many=True), lambda grader: _grade_all(grader, items, max(1, jobs)))
    return 0


def _item(entry: dict[str, Any]) -> Item:
    problems = entry.get("problems")
    chosen = None if problems is None else frozenset(problems)
    trusted = bool(entry.get("trusted"))
    return Item(Path(entry["submission"]), Path(entry["results"]), chosen, trusted)


def _grade_all(grader: Grader, items: list[Item], jobs: int) -> None:
    bench = grader.bench
    for fault in undetermined(bench.suite, bench.answers, bench.device, bench.plans):
        _finish({"fault": fault})
    # The first one, the course's reference, in this very process: what is learnt here all forks know.
    waiting = list(items)
    if waiting:
        first = waiting.pop(0)
        _finish(_grade(_for(first, grader), first))
        grader.foresee()
    # What is shared with the forks stays shared: no collection touches, and so copies, it.
    gc.collect()
    gc.freeze()
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
    if item.trusted:
        # There is no sandbox to end what never ends.
        signal.alarm(TRUSTED_SECONDS)
    try:
        _finish(_grade(_for(item, grader), item))
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        os._exit(code)


def _for(item: Item, grader: Grader) -> Grader:
    """The grader for the course's own code, or for anybody's."""
    return replace(grader, spawner=cast(Spawner, TrustedSpawner())) if item.trusted else grader


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
