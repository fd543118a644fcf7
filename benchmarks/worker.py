"""Looks at the engine from within: what one worker costs, and how a judge's memory goes on.

python -m benchmarks.worker cost 01_flatten 30       a JSON object: milliseconds, in turns
python -m benchmarks.worker memory 01_flatten 1000   a JSON list: bytes, every few submissions
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.submission import Submission, read_submission
from autograder.sandbox import Keeper, Worker
from benchmarks.classes import answers

LOOKS = 100  # at the memory, over all submissions


class Counting:
    """A keeper that counts the workers it is asked for."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper, self.opened = keeper, 0

    def worker(self, **how: Any) -> Worker:
        self.opened += 1
        return self.keeper.worker(**how)


def cost(assignment: Assignment, rounds: int) -> Callable[[Grader], dict[str, Any]]:
    """A worker from its fork to its end, with the reference's import and one question between."""
    submission = read_submission(assignment.solution_dir, assignment.spec)

    def action(grader: Grader) -> dict[str, Any]:
        question = next(iter(grader.bench.plans.values())).questions[0]
        found: dict[str, Any] = {"worker": [], "fork": []}

        def one_worker(keeper: Keeper) -> None:
            files, support = submission.files, assignment.support()
            with keeper.worker(module=assignment.module, files=files, support=support) as worker:
                worker.start()
                worker.begin(assignment.spec.seconds)
                worker.ask(question)

        with grader.spawner.keeper() as keeper:
            counting = Counting(keeper)
            result = grader.grade(submission, keeper=cast(Keeper, counting))
            found.update(opened=counting.opened, tests=len(result.tests))
            for _ in range(rounds):
                found["worker"].append(_milliseconds(lambda: one_worker(keeper)))
                found["fork"].append(_milliseconds(_fork))
        return found

    return action


def memory(assignment: Assignment, number: int) -> Callable[[Grader], list[int]]:
    """This process, the judge, as it grades a class alone and is never replaced."""

    def action(grader: Grader) -> list[int]:
        found, every = [], max(1, number // LOOKS)
        grader.foresee()  # as for any class
        with grader.spawner.keeper() as keeper:
            for count, text in enumerate(answers(assignment, number), start=1):
                grader.grade(Submission({assignment.main_file: text.encode()}), keeper=keeper)
                if count % every == 0:
                    found.append(_own())
        return found

    return action


def _own() -> int:
    """Bytes that this process holds, files not counted: others on this machine share those."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("RssAnon:"))


def _fork() -> None:
    """A fork that does nothing, of this process, which has torch."""
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)


def _milliseconds(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    what, slug, number = sys.argv[1:]
    assignment = load_course(Path(__file__).resolve().parents[1]).assignment(slug)
    action = {"cost": cost, "memory": memory}[what](assignment, int(number))
    print(json.dumps(with_grader(assignment, Options(many=what == "memory"), action)))
