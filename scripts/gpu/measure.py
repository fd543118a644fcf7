"""Takes seconds and workers for the reference, with everything loaded: run as a program.

python scripts/gpu/measure.py SLUG cpu|cuda TIMES
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from autograder.course.load import load_course
from autograder.judge import Grader, Options, Submission, with_grader


class Counting:
    """A keeper that counts the workers it opens. On a GPU each has a context of its own."""

    def __init__(self, keeper: Any) -> None:
        self.keeper, self.workers = keeper, 0

    def worker(self, **wishes: Any) -> Any:
        self.workers += 1
        return self.keeper.worker(**wishes)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.keeper, name)


def main(slug: str, device: str, times: str) -> None:
    assignment = load_course(Path.cwd()).assignment(slug)
    files = {path.name: path.read_bytes() for path in assignment.solutions()}

    def measure(grader: Grader) -> list[dict[str, float]]:
        taken = []
        with grader.spawner.keeper() as keeper:
            for _ in range(int(times)):
                counting: Any = Counting(keeper)
                result = grader.grade(Submission(files), keeper=counting)
                taken.append({"seconds": result.seconds, "workers": counting.workers})
        return taken

    print(json.dumps(with_grader(assignment, Options(device=device), measure)))


if __name__ == "__main__":
    main(*sys.argv[1:])
