"""Whether the student's folder names the wrong ideas that its own tests catch."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.ideas import Idea, composed_source, misconceptions
from autograder.testing.results import Results


@dataclass
class Desk:
    """Of the wrong ideas whose public tests fail: those that a student is told of."""

    caught: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    wrongly: dict[str, str] = field(default_factory=dict)  # what was said instead

    def faults(self, slug: str) -> list[str]:
        """A sentence for each wrong name."""
        return [
            f"{slug}: misconception {name}: the student's folder says of {said}"
            for name, said in self.wrongly.items()
        ]


def prove_desk(assignment: Assignment, jobs: int, step: Callable[[], None]) -> Desk:
    """Hand each idea in at an unzipped folder, as a student would save it."""
    archive = zipped(student_files(assignment), assignment.slug)
    ideas, desk = misconceptions(assignment), Desk()
    parts = [ideas[start::jobs] for start in range(jobs)]

    def work(part: Sequence[Idea]) -> list[tuple[Idea, Results]]:
        return [*_watched(assignment, archive, part, step)]

    with ThreadPoolExecutor(jobs) as pool:
        for idea, results in (pair for done in pool.map(work, parts) for pair in done):
            _note(desk, idea, results)
    return desk


def _note(desk: Desk, idea: Idea, results: Results) -> None:
    failed = [test for test in results.tests if test.state == "failed"]
    if any(test.problem in idea.functions for test in failed):
        desk.caught.append(idea.name)
    said = [test for test in failed if test.diagnosis.startswith("It looks like")]
    if wrong := [test for test in said if idea.title not in test.diagnosis]:
        first = wrong[0].diagnosis.partition("\n\n")[0]
        desk.wrongly[idea.name] = f"{wrong[0].problem}: {first}"
    elif said:
        desk.named.append(idea.name)


def _watched(
    assignment: Assignment, archive: bytes, ideas: Sequence[Idea], step: Callable[[], None]
) -> Iterator[tuple[Idea, Results]]:
    """What `check.py --watch` is told of each idea, by one warm process."""
    with tempfile.TemporaryDirectory(prefix="autograder-desk-") as folder:
        zipfile.ZipFile(io.BytesIO(archive)).extractall(folder)
        place = Path(folder) / assignment.slug
        process = subprocess.Popen(
            [sys.executable, "check.py", "--serve"],
            cwd=place,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        assert process.stdin is not None
        assert process.stdout is not None
        with process:
            for idea in ideas:
                for name, text in composed_source(assignment, idea).items():
                    (place / name).write_text(text, encoding="utf-8")
                process.stdin.write(f"{idea.functions[0]}\n")
                process.stdin.flush()
                yield idea, _last(process.stdout, idea)
                step()
            process.stdin.close()


def _last(lines: Iterator[str], idea: Idea) -> Results:
    """The results of one run, when it has ended."""
    results = None
    for line in lines:
        data = json.loads(line)
        if "results" in data:
            results = Results.of_data(data["results"])
        if "ended" in data:
            break
    if results is None:
        raise GradingError(f"{idea.where}: the public tests gave no result in the student's folder")
    return results
