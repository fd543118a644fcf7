"""What is measured: each section gives plain data, which is kept and can be shown again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from benchmarks import peers
from benchmarks.classes import PATTERNS, answers, write_class, write_nothing
from benchmarks.goals import COSTS
from benchmarks.loop import cold, finished, saves
from benchmarks.measure import Data, median, timed


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    rounds: int = 4
    classes: tuple[int, ...] = (10, 100, 1000)
    pairs: int = 2  # rounds of one worker against two
    paired: tuple[int, int] = (20, 60)  # submissions in the two classes of each
    peers: int = 6  # submissions of the peers' sample
    mixed: tuple[int, int] = (
        10,
        100,
    )  # submissions to each assignment; the first ones are the same
    pure: tuple[int, int] = (10, 50)  # where all are right, or all wrong
    workers: int = 50  # one after another
    judged: int = 1000  # by one judge
    saves: int = 7
    slugs: tuple[str, ...] = tuple(COSTS)
    builds: int = 3
    verify: bool = True


TINY = Size(1, (2,), 1, (1, 2), 1, (1, 2, 3), (1, 2), 2, 4, 1, ("02_cross_correlate",), 1, False)


CLASS = "03_output_size"  # what a class hands in: grading 02 takes longest, 01 least
JUDGED = "01_flatten"  # what one judge sees a thousand times
LOOKS = 40  # at the memory of a class, about
ROOM = 300.0  # seconds for the largest class: on a slow machine it has fewer than a thousand


@dataclass(frozen=True)
class Bench:
    """Where a run works, and on what."""

    assignment: Assignment
    all: tuple[Assignment, ...]
    folder: Path
    size: Size
    say: Callable[[str], None]

    @property
    def root(self) -> Path:
        return self.assignment.root

    @property
    def common(self) -> Assignment:
        """The assignment that classes hand in."""
        return next((a for a in self.all if a.slug == CLASS), self.assignment)

    def fresh(self, name: str) -> Path:
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        return place

    @property
    def chosen(self) -> list[Assignment]:
        return [a for a in self.all if a.slug in self.size.slugs]

    def contenders(self, assignment: Assignment) -> list[peers.Contender]:
        """This kit and plain pytest; for one assignment the floor and the peers as well."""
        kinds = {"kit": peers.Kit, "pytest": peers.Pytest, "utils": peers.GradescopeUtils,
                 "otter": peers.Otter, "nbgrader": peers.Nbgrader}  # fmt: skip
        everybody = assignment.slug == self.assignment.slug
        found: list[peers.Contender] = [peers.Floor(self.folder)] if everybody else []
        chosen = kinds if everybody else ("kit", "pytest")
        return found + [
            kinds[name](assignment, self.fresh(f"{name}_{assignment.slug}")) for name in chosen
        ]


def single(bench: Bench) -> Data:
    """One submission end to end, everybody in turn, several rounds, in each assignment."""
    return {assignment.slug: _single(bench, assignment) for assignment in bench.chosen}


def _single(bench: Bench, assignment: Assignment) -> Data:
    contenders = bench.contenders(assignment)
    text = assignment.solutions()[0].read_text(encoding="utf-8")
    spec = assignment.spec
    rows: Data = {c.name: {"wall": [], "cpu": []} for c in contenders}
    for contender in contenders:
        peers.grade_once(contender, text, spec.points + spec.extra_points)
    for count in range(bench.size.rounds):
        bench.say(f"one submission of {assignment.slug}, round {count + 1} of {bench.size.rounds}")
        for contender in contenders:
            command = contender.prepare(text)
            took = timed(command.words, cwd=command.cwd, env=command.env)
            rows[contender.name]["wall"].append(took.wall)
            rows[contender.name]["cpu"].append(took.cpu)
    for contender in contenders:
        peaks = []
        for _ in range(bench.size.rounds):
            command = contender.prepare(text)
            took = timed(command.words, cwd=command.cwd, env=command.env, memory_every=0.02)
            peaks.append(took.memory)
        rows[contender.name]["memory"] = median(peaks)
    return {"rows": rows, "tests": len(peers.names_of(bench.root, assignment.slug))}


def classes(bench: Bench) -> Data:
    """`autograder grade` on classes of several sizes, two workers; then once more, all unchanged."""
    rows: list[Data] = []
    for wished in bench.size.classes:
        number = wished
        if rows and (each := rows[-1]["wall"] / rows[-1]["number"]) * wished > ROOM:
            number = max(rows[-1]["number"] + 1, int(ROOM / each) // 100 * 100)
        bench.say(f"a class of {number}, two workers")
        place = write_class(bench.common, number, bench.fresh(f"class_{number}"))
        out = bench.fresh(f"graded_{number}")
        pause = max(0.25, number / 4 / LOOKS)
        took = timed(_grade(bench, place, out, 2), env=peers.ONE_THREAD, memory_every=pause)
        again = timed(_grade(bench, place, out, 2), env=peers.ONE_THREAD)
        graded = len(list(out.glob("*/results.json")))
        rows.append(
            {"number": number, "graded": graded, "wall": took.wall, "cpu": took.cpu,
             "memory": took.memory, "usual": took.usual, "again": again.wall}
        )  # fmt: skip
    return {"slug": bench.common.slug, "rows": rows}


def workers(bench: Bench) -> Data:
    """One worker on one core against two on two, in turn, on two classes, so the start is known."""
    sizes = bench.size.paired
    places = [write_class(bench.common, n, bench.fresh(f"class_pairs_{n}")) for n in sizes]
    found: Data = {"numbers": sizes, "1": [], "2": []}
    for count in range(bench.size.pairs):
        bench.say(f"one worker and two, round {count + 1} of {bench.size.pairs}")
        for number in (1, 2):
            walls = []
            for place in places:
                command = _grade(bench, place, bench.fresh("graded_pairs"), number)
                walls.append(timed(_on(number, command), env=peers.ONE_THREAD).wall)
            found[str(number)].append(walls)
    return found


def _on(cores: int, command: list[str | Path]) -> list[str | Path]:
    """The same on so many of this machine's cores."""
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    code = f"import os, sys; os.sched_setaffinity(0, {chosen}); os.execv(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-c", code, *command]


def peers_in_batch(bench: Bench) -> Data:
    """The peers on the first few of the same class; a mean for each submission."""
    texts = list(answers(bench.common, bench.size.peers))
    found: Data = {"number": len(texts), "seconds": {}}
    kinds = {"utils": peers.GradescopeUtils, "otter": peers.Otter}
    for name, kind in kinds.items():
        contender = kind(bench.common, bench.fresh(f"batch_{name}"))
        bench.say(f"{contender.name} on {len(texts)} submissions")
        total = 0.0
        for text in texts:
            command = contender.prepare(text)
            total += timed(command.words, cwd=command.cwd, env=command.env).wall
        found["seconds"][contender.name] = total / len(texts)
    grader = peers.Nbgrader(bench.common, bench.fresh("batch_nbgrader"))
    bench.say(f"{grader.name} on {len(texts)} submissions")
    command = grader.prepare_many(texts)
    took = timed(command.words, cwd=command.cwd, env=command.env).wall
    found["seconds"][grader.name] = took / len(texts)
    return found


def each(bench: Bench) -> Data:
    """What a submission costs in each assignment: classes of each kind, smaller ones first."""
    rows = []
    for assignment in bench.chosen:
        slug = assignment.slug
        floor = peers.Floor(bench.folder).prepare("").words
        row: Data = {"slug": slug, "torch": timed(floor, env=peers.ONE_THREAD).cpu}
        nothing = write_nothing(assignment, bench.size.mixed[0], bench.fresh("nothing"))
        row["start"] = _class_of(bench, nothing, bench.size.mixed[0], slug)
        for kind in PATTERNS:
            row[kind] = []
            for number in bench.size.mixed if kind == "mixed" else bench.size.pure:
                bench.say(f"a class of {number} in {slug}: {kind}")
                place = write_class(assignment, number, bench.fresh("few"), kind)
                row[kind].append(_class_of(bench, place, number, slug))
        rows.append(row)
    return {"rows": rows}


def _class_of(bench: Bench, place: Path, number: int, slug: str) -> Data:
    took = timed(_grade(bench, place, bench.fresh("graded"), 2, slug), env=peers.ONE_THREAD)
    return {"number": number, "wall": took.wall, "cpu": took.cpu}


def worker(bench: Bench) -> Data:
    """What one worker costs, beside a bare fork in the same process, in turn."""
    rows = []
    for slug in bench.size.slugs:
        bench.say(f"a worker of {slug}")
        rows.append({"slug": slug, **_within(bench, "cost", slug, bench.size.workers)})
    return {"rows": rows}


def judge(bench: Bench) -> Data:
    """The memory of one judge over a long class."""
    bench.say(f"one judge, {bench.size.judged} submissions")
    seen = _within(bench, "memory", JUDGED, bench.size.judged)
    return {"slug": JUDGED, "number": bench.size.judged, "memory": seen}


def _within(bench: Bench, *words: object) -> Any:
    command = [sys.executable, "-m", "benchmarks.worker", *map(str, words)]
    env = {**os.environ, **peers.ONE_THREAD}
    said = subprocess.check_output(command, cwd=bench.root, env=env, text=True)
    return json.loads(said.splitlines()[-1])


def footprint(bench: Bench) -> Data:
    """Size of each zip, and how long the builds take."""
    rows = []
    for assignment in bench.chosen:
        kit = peers.Kit(assignment, bench.fresh(f"zip_{assignment.slug}"))
        student = len(zipped(student_files(assignment), assignment.slug))
        rows.append({"slug": assignment.slug, "zip": kit.size, "student": student})
    command = [_autograder(), "package", bench.assignment.slug, "--channel", "gradescope"]
    command += ["--out", bench.fresh("built")]
    bench.say("package and verify")
    builds = [timed(command, cwd=bench.root).wall for _ in range(bench.size.builds)]
    verify = 0.0
    if bench.size.verify:
        verify = timed([_autograder(), "verify", bench.assignment.slug], cwd=bench.root).wall
    return {"rows": rows, "package": builds, "verify": verify}


def student_loop(bench: Bench) -> Data:
    """The first `check.py`; then from save to result, beside the time of the tests themselves."""
    bench.say("check.py, and from save to result")
    place = finished(bench.assignment, bench.fresh("student"))
    return {
        **saves(bench.assignment, place, bench.size.saves),
        "cold": cold(place, bench.size.rounds),
    }


SECTIONS: dict[str, Callable[[Bench], Data]] = {
    "single": single,
    "worker": worker,
    "each": each,
    "workers": workers,
    "peers": peers_in_batch,
    "loop": student_loop,
    "footprint": footprint,
    "judge": judge,
    "classes": classes,
}


def _autograder() -> Path:
    return Path(sys.executable).with_name("autograder")


def _grade(bench: Bench, place: Path, out: Path, workers: int, slug: str = "") -> list[str | Path]:
    slug, course = slug or bench.common.slug, ["--course", bench.root]
    words = [_autograder(), "grade", place, "--assignment", slug, "--out", out]
    return [*words, "--workers", str(workers), *course]
