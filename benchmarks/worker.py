"""What a fresh, confined worker costs each test, beside the same test in the judge's own process.

    python -m benchmarks.worker 01_flatten

prints a list of milliseconds, one for each test and round; without an assignment, what this machine
takes for a fork that does nothing, of a process that has imported torch.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

from autograder.course.load import load_course
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.submission import read_submission
from autograder.judge.trusted import TrustedSpawner
from autograder.sandbox import Spawner

ROUNDS = 3
FORKS = 100


def extra(slug: str, rounds: int = ROUNDS) -> list[float]:
    """Milliseconds that each test of the reference takes longer in a worker, in turn."""
    assignment = load_course(Path(__file__).resolve().parents[1]).assignment(slug)
    submission = read_submission(assignment.solution_dir, assignment.spec)

    def action(isolated: Grader) -> list[float]:
        plain = replace(isolated, spawner=cast(Spawner, TrustedSpawner()))
        found: list[float] = []
        for count in range(rounds + 1):
            with_workers = [test.seconds for test in isolated.grade(submission).tests]
            without = [test.seconds for test in plain.grade(submission).tests]
            if count:  # the first round finds everything cold
                found += [1000 * (a - b) for a, b in zip(with_workers, without)]
        return found

    return with_grader(assignment, Options(), action)


def bare() -> list[float]:
    """Milliseconds from a fork to the end of the new process, which ends at once."""
    import torch  # noqa: F401  (what makes the process large)

    found = []
    for _ in range(FORKS):
        start = time.perf_counter()
        pid = os.fork()
        if not pid:
            os._exit(0)
        os.waitpid(pid, 0)
        found.append(1000 * (time.perf_counter() - start))
    return found


if __name__ == "__main__":
    found = extra(sys.argv[1], *map(int, sys.argv[2:])) if sys.argv[1:] else bare()
    print(json.dumps(found))
