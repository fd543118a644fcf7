"""How long a student waits: for a first `check.py`, and from saving the file to the result."""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from benchmarks.assertions import assertions, load
from benchmarks.measure import Data, Failed, timed

END_OF_PAGE = "(waiting for you"


def finished(assignment: Assignment, folder: Path) -> Path:
    """A student's folder with the solution in it."""
    zipfile.ZipFile(io.BytesIO(zipped(student_files(assignment), assignment.slug))).extractall(
        folder
    )
    place = folder / assignment.slug
    (place / assignment.main_file).write_text(_solution(assignment), encoding="utf-8")
    return place


def _solution(assignment: Assignment) -> str:
    return assignment.solutions()[0].read_text(encoding="utf-8")


def cold(place: Path, rounds: int) -> Data:
    """`check.py` from its start to its end, beside `import torch`, in turn."""
    found: Data = {"check": [], "torch": []}
    for _ in range(rounds):
        found["torch"].append(timed([sys.executable, "-c", "import torch"], env=_env()).wall)
        found["check"].append(timed([sys.executable, "check.py"], cwd=place, env=_env()).wall)
    return found


def _env() -> dict[str, str]:
    ours = ("PYTHON", "PYTEST")
    env = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**env, "OMP_NUM_THREADS": "1"}


def saves(assignment: Assignment, place: Path, number: int) -> Data:
    """Save the solution again and again; each save differs by a line."""
    text, file = _solution(assignment), place / assignment.main_file
    process = subprocess.Popen(
        [sys.executable, "check.py", "--watch"],
        cwd=place,
        env=_env(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    waits = []
    try:
        _page(process)
        for count in range(number):
            time.sleep(0.6)  # whoever saves has looked at the last result
            start = time.perf_counter()
            file.write_text(f"{text}\n# saved {count}\n", encoding="utf-8")
            page = _page(process)
            waits.append(time.perf_counter() - start)
        if "not " in page and "pass" not in page:
            raise Failed(f"watch mode does not like the reference:\n{page}")
    finally:
        process.terminate()
        process.wait()
    return {"waits": waits, "tests": _own_time(assignment)}


def _page(process: subprocess.Popen[str]) -> str:
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(END_OF_PAGE):
            return "".join(lines)
        lines.append(line)
    raise Failed("watch mode has ended:\n" + "".join(lines))


def _own_time(assignment: Assignment) -> float:
    """The public tests alone, in this process, where everything is loaded: the median of five."""
    slug, main = assignment.slug, assignment.main_file
    public = {path.stem for path in assignment.public_dir.glob("test_*.py")}
    found = [
        one for one in assertions(assignment.root, slug, main)
        if one.function.__module__ in {f"_public_{stem}" for stem in public}
    ]  # fmt: skip
    module = load(assignment.solutions()[0], "_answer")
    student = SimpleNamespace(**vars(module))
    times = []
    for _ in range(5):
        start = time.perf_counter()
        for one in found:
            one(student)
        times.append(time.perf_counter() - start)
    return statistics.median(times)
