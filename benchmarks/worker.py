"""What a fresh, confined worker costs each test, beside the same test in the judge's own process.

    python -m benchmarks.worker 01_flatten

prints a list of milliseconds, one for each test and round.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import cast

from autograder.course.load import load_course
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.submission import read_submission
from autograder.judge.trusted import TrustedSpawner
from autograder.sandbox import Spawner

ROUNDS = 3


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


if __name__ == "__main__":
    print(json.dumps(extra(*sys.argv[1:2], *map(int, sys.argv[2:]))))
