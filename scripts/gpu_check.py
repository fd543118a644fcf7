"""Grades the same submissions on the CPU and on a GPU, compares, measures, writes docs/gpu.md's table.

    python scripts/gpu_check.py [SLUG…]                 on a machine with a GPU, as root for all of it
    python scripts/gpu_check.py --wheels DIR            what is not installed comes from a folder
    python scripts/gpu_check.py --pretend --short       the same steps on the CPU for both

It needs no network, and a Python with any recent torch that has CUDA. A sentence for each
difference; the exit code is 1 where there is any.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")
MINUTES = 8.0
SPARE = 64  # megabytes by which the card's memory may differ afterwards: drivers keep a little


class Late(Exception):
    """The time for all of it is over."""


@dataclass(frozen=True)
class Run:
    """What one call of this program was asked for."""

    card: Any
    amounts: Any
    folder: Path
    ends: float

    def program(self, *command: str | Path) -> tuple[str, float]:
        """What a program of ours prints, and the seconds that it took; its exit code is not asked."""
        left, start = self.ends - time.monotonic(), time.monotonic()
        try:
            done = subprocess.run(
                [sys.executable, *map(str, command)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                timeout=max(left, 0.1),
            )
        except subprocess.TimeoutExpired:
            raise Late from None
        return done.stdout, time.monotonic() - start

    def both(self, handed_in: Path, slug: str) -> tuple[dict[str, Any], dict[str, Any], Any]:
        """Grade a folder of submissions on both devices: the results by name, and the seconds."""
        found, seconds = [], []
        for number, device in enumerate(("cpu", self.card.device)):
            out = handed_in.with_name(f"{handed_in.name}-{number}")
            command = ["-m", "autograder", "grade", handed_in, "--assignment", slug, "--out", out]
            seconds.append(self.program(*command, "--device", device)[1])
            found.append({p.name: read(out / p.name / "results.json") for p in handed_in.iterdir()})
        return found[0], found[1], tuple(seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="assignments; else all")
    parser.add_argument("--wheels", type=Path, help="a folder with what this Python does not have")
    parser.add_argument("--pretend", action="store_true", help="no GPU: the CPU in its place")
    parser.add_argument("--short", action="store_true", help="a few submissions of each kind")
    parser.add_argument("--page", type=Path, help="where the page is written; else docs/gpu.md")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="that all of it may take")
    options = parser.parse_args()

    from gpu import environment

    if options.wheels or not environment.startable():
        kept = [word for word in sys.argv[1:] if not word.startswith("--wheels=")]
        if "--wheels" in kept:
            del kept[kept.index("--wheels") : kept.index("--wheels") + 2]
        return environment.again_with(options.wheels, kept)
    if lacking := environment.lacking():
        parser.error(
            f"{sys.executable} has no {', '.join(lacking)}: carry wheels, and add --wheels DIR"
        )
    return check_all(options)


def check_all(options: argparse.Namespace) -> int:
    from gpu import card, handed_in, page

    from autograder.course.errors import AutograderError
    from autograder.course.load import load_course

    ends = time.monotonic() + 60 * options.minutes
    here = card.look(options.pretend)
    course = load_course(ROOT)
    chosen = [course.assignment(s) for s in options.slugs] or list(course.assignments)
    amounts = handed_in.SHORT if options.short else handed_in.FULL
    found = page.Found(here, date.today().isoformat(), start=here.start(amounts.times))
    memory, processes = here.used(), here.processes()
    with tempfile.TemporaryDirectory(prefix="gpu-check-") as folder:
        Path(folder).chmod(0o755)
        run = Run(here, amounts, Path(folder), ends)
        try:
            for assignment in chosen:
                say(f"{assignment.slug}: both devices")
                try:
                    check(run, assignment, found)
                except AutograderError as error:
                    found.differences.append(f"{assignment.slug}: not graded to the end: {error}")
            say(f"a class of {amounts.students}")
            check_class(run, chosen[min(1, len(chosen) - 1)], found)
        except Late:
            found.differences.append(
                f"not finished: {options.minutes:g} minutes were over; the table holds what was done"
            )
    found.differences += left_behind(here, memory, processes)
    if not here.pretended:
        found.differences += page.slow(found.rows)
    text = page.table(found)
    print(text)
    target = options.page or (None if options.pretend else ROOT / "docs" / "gpu.md")
    if target:
        whole = (ROOT / "docs" / "gpu.md").read_text(encoding="utf-8")
        target.write_text(page.laid_in(whole, text), encoding="utf-8")
    return bool(found.differences)


def check(run: Run, assignment: Any, found: Any) -> None:
    """One assignment: everything on both devices, the zips, and what the reference takes."""
    from gpu import differences, handed_in, page

    slug, device = assignment.slug, run.card.device
    mine = handed_in.handed_in(assignment, run.amounts)
    row = page.Row(slug, submissions=len(mine.files))
    found.rows.append(row)
    row.seconds = tuple(
        statistics.median(one["seconds"] for one in measured(run, slug, side, row))
        for side in ("cpu", device)
    )
    check_zips(run, assignment, row, found)
    with run.card.watched() as seen:
        folder = handed_in.write(run.folder / slug, mine.files)
        cpu, cuda, _ = run.both(folder, slug)
    row.card = max(seen) - seen[0]
    for name in mine.files:
        title = f"{slug} {name}"
        if functions := mine.only_cuda.get(name):
            pairs = (f"{function}: {how}" for function, how in differences.lost(cuda[name]).items())
            found.only_cuda[title] = ", ".join(pairs) or "nothing"
            said = differences.wrong_on_cuda(title, cpu[name], cuda[name], functions, device)
            found.differences += said
            continue
        row.tests += len(differences.by_test(cpu[name]))
        said = list(differences.differences(title, cpu[name], cuda[name], device))
        if name == "reference" or name.startswith("alternative"):
            said += differences.full_marks(title, cpu[name], "the CPU")
        row.differing += len(said)
        found.differences += said


def measured(run: Run, slug: str, device: str, row: Any) -> list[dict[str, Any]]:
    """The reference, graded a few times by one grader."""
    from autograder.course.errors import GradingError

    told, _ = run.program("scripts/gpu/measure.py", slug, device, str(run.amounts.times))
    if not told:
        raise GradingError(f"{slug}: measuring on {device} failed; its last words are above")
    taken: list[dict[str, Any]] = json.loads(told)
    row.workers = taken[-1]["workers"]
    return taken


def check_zips(run: Run, assignment: Any, row: Any, found: Any) -> None:
    """The reference through `run_autograder` of both zips, laid out as a grader has them."""
    from gpu import differences

    from autograder.build import gradescope
    from autograder.prove.cases import cases_of
    from autograder.prove.rehearse import not_enforced, rehearse

    reference = cases_of(assignment, quick=True)[0]
    pair = []
    for device in ("cpu", "gpu"):
        if time.monotonic() > run.ends:
            raise Late
        archive = gradescope.build_one(assignment, run.folder / f"{assignment.slug}-zips", device)
        ground = gradescope.lay_out(archive, run.folder / f"{assignment.slug}-{archive.stem}")
        pair.append(rehearse(ground, reference))
    (cpu, on_cpu), (cuda, on_cuda) = pair
    row.program, row.memory = (on_cpu.seconds, on_cuda.seconds), (on_cpu.memory, on_cuda.memory)
    title = f"{assignment.slug} in run_autograder"
    found.differences += differences.differences(title, cpu.results, cuda.results, run.card.device)
    found.differences += differences.full_marks(title, cpu.results, "the CPU")
    found.notes += [note for note in not_enforced() if note not in found.notes]


def check_class(run: Run, assignment: Any, found: Any) -> None:
    """Many at a time, as `autograder grade` takes them: the same verdicts, and the time."""
    from gpu import differences, handed_in

    mine = handed_in.handed_in(assignment, run.amounts)
    usual = {name: files for name, files in mine.files.items() if name not in mine.only_cuda}
    students = handed_in.a_class(usual, run.amounts.students)
    folder = handed_in.write(run.folder / "class", students)
    cpu, cuda, found.class_seconds = run.both(folder, assignment.slug)
    found.students = len(students)
    for name in students:
        title = f"class of {assignment.slug}, {name}"
        found.differences += differences.differences(title, cpu[name], cuda[name], run.card.device)


def left_behind(card: Any, memory: int, processes: set[str]) -> Iterator[str]:
    """What is on the card that was not there before; a context that ends takes a moment."""
    for _ in range(10):
        if card.used() - memory <= SPARE and card.processes() <= processes:
            return
        time.sleep(0.5)
    yield f"the card holds {card.used() - memory} MB more than before"
    for process in card.processes() - processes:
        yield f"a process was left on the card: {process}"


def read(path: Path) -> dict[str, Any]:
    if path.exists():
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return data
    return {"tests": [], "output": "no results.json was written"}


def say(text: str) -> None:
    print(f"gpu: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
