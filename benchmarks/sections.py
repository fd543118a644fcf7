"""What is measured: each section gives plain data, which is kept and can be shown again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from benchmarks import peers
from benchmarks.classes import answers, write_class
from benchmarks.loop import saves
from benchmarks.measure import Data, timed


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    rounds: int = 5
    classes: tuple[int, ...] = (10, 100, 1000)
    pairs: int = 2  # rounds of one worker against two
    paired: int = 40  # submissions in each of them
    cluster: int = 100
    peers: int = 6  # submissions of the peers' sample
    few: int = 50  # submissions to each assignment, for what one costs
    saves: int = 7
    memory: tuple[str, ...] = (
        "01_flatten",
        "02_cross_correlate",
        "03_output_size",
        "04_equivariance",
    )
    builds: int = 3
    verify: bool = True


TINY = Size(1, (2,), 1, 2, 2, 1, 4, 1, ("02_cross_correlate",), 1, False)


# What a class hands in. Grading 02 takes longest, 01 least.
CLASS = "03_output_size"
FEWER = 5  # times, in the smaller of two classes
LOOKS = 40  # at the memory of a class, about
ROOM = 360.0  # seconds for the largest class: on a slow machine it has fewer than a thousand


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

    def contenders(self) -> list[peers.Contender]:
        """The floor, this kit, and the peers."""
        kinds = {"kit": peers.Kit, "pytest": peers.Pytest, "utils": peers.GradescopeUtils,
                 "otter": peers.Otter, "nbgrader": peers.Nbgrader}  # fmt: skip
        found: list[peers.Contender] = [peers.Floor(self.folder)]
        found += [kind(self.assignment, self.fresh(name)) for name, kind in kinds.items()]
        return found


def single(bench: Bench) -> Data:
    """One submission end to end, everybody in turn, several rounds."""
    contenders = bench.contenders()
    text = bench.assignment.solutions()[0].read_text(encoding="utf-8")
    spec = bench.assignment.spec
    rows: Data = {c.name: {"wall": [], "cpu": [], "memory": 0} for c in contenders}
    for contender in contenders:
        peers.grade_once(contender, text, spec.points + spec.extra_points)
    for count in range(bench.size.rounds):
        bench.say(f"one submission, round {count + 1} of {bench.size.rounds}")
        for contender in contenders:
            command = contender.prepare(text)
            took = timed(command.words, cwd=command.cwd, env=command.env)
            rows[contender.name]["wall"].append(took.wall)
            rows[contender.name]["cpu"].append(took.cpu)
    for contender in contenders:
        command = contender.prepare(text)
        took = timed(command.words, cwd=command.cwd, env=command.env, memory_every=0.03)
        rows[contender.name]["memory"] = took.memory
    return {"rows": rows, "tests": len(peers.names_of(bench.root, bench.assignment.slug))}


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
    """One worker against two, in turn, on the same class: with all cores, and with a core each."""
    place = write_class(bench.common, bench.size.paired, bench.fresh("class_pairs"))
    ways = {"1": (1, None), "2": (2, None), "1 core": (1, 1), "2 cores": (2, 2)}
    found: Data = {"number": bench.size.paired, **{way: [] for way in ways}}
    for count in range(bench.size.pairs):
        bench.say(f"one worker and two, round {count + 1} of {bench.size.pairs}")
        for way, (number, cores) in ways.items():
            command = _grade(bench, place, bench.fresh("graded_pairs"), number)
            found[way].append(timed(_on(cores, command), env=peers.ONE_THREAD).wall)
    return found


def _on(cores: int | None, command: list[str | Path]) -> list[str | Path]:
    """The same on so many of this machine's cores."""
    if cores is None:
        return command
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    code = f"import os, sys; os.sched_setaffinity(0, {chosen}); os.execv(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-c", code, *command]


def cluster(bench: Bench) -> Data:
    """A Dask cluster of two worker processes on this machine."""
    number = bench.size.cluster
    bench.say(f"a class of {number} on a cluster of two")
    place = write_class(bench.common, number, bench.fresh("class_cluster"))
    with _dask(bench.folder) as address:
        out = bench.fresh("graded_cluster")
        command = [*_grade(bench, place, out, 2), "--scheduler", address]
        took = timed(command, env=peers.ONE_THREAD)
    return {"number": number, "wall": took.wall, "graded": len(list(out.glob("*/results.json")))}


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
    """What one submission costs in each assignment: a small class, and one of a few."""
    rows = []
    for assignment in bench.all:
        if assignment.slug not in bench.size.memory:
            continue
        found = []
        for number in (max(1, bench.size.few // FEWER), bench.size.few):
            bench.say(f"a class of {number} in {assignment.slug}")
            place = write_class(assignment, number, bench.fresh(f"few_{assignment.slug}"))
            out = bench.fresh(f"graded_few_{assignment.slug}")
            took = timed(_grade(bench, place, out, 2, assignment.slug), env=peers.ONE_THREAD)
            found.append({"number": number, "wall": took.wall, "cpu": took.cpu})
        smaller, larger = found
        rows.append({"slug": assignment.slug, **larger, "smaller": smaller})
    return {"rows": rows}


def worker(bench: Bench) -> Data:
    """What a fresh worker costs each test, in assignments that are graded in seconds."""

    def asked(*words: str) -> list[float]:
        command = [sys.executable, "-m", "benchmarks.worker", *words]
        said = subprocess.run(command, cwd=bench.root, capture_output=True, text=True, check=True)
        found: list[float] = json.loads(said.stdout.splitlines()[-1])
        return found

    rows, bare = [], asked()
    for slug in bench.size.memory:
        bench.say(f"a worker for each test of {slug}")
        rows.append({"slug": slug, "extra": asked(slug, str(bench.size.builds))})
        bare += asked()
    return {"rows": rows, "bare": bare}


def footprint(bench: Bench) -> Data:
    """Size of each zip, peak memory of the reference in it, and how long the builds take."""
    chosen = {a.slug: a for a in bench.all}
    rows = []
    for slug in bench.size.memory:
        bench.say(f"size and memory of {slug}")
        kit = peers.Kit(chosen[slug], bench.fresh(f"zip_{slug}"))
        command = kit.prepare(chosen[slug].solutions()[0].read_text(encoding="utf-8"))
        took = timed(command.words, env=command.env, memory_every=0.02)
        student = len(zipped(student_files(chosen[slug]), slug))
        rows.append({"slug": slug, "zip": kit.size, "student": student, "memory": took.memory})
    command = [_autograder(), "package", bench.assignment.slug, "--channel", "gradescope"]
    command += ["--out", bench.fresh("built")]
    bench.say("package and verify")
    builds = [timed(command, cwd=bench.root).wall for _ in range(bench.size.builds)]
    verify = 0.0
    if bench.size.verify:
        verify = timed([_autograder(), "verify", bench.assignment.slug], cwd=bench.root).wall
    return {"rows": rows, "package": builds, "verify": verify}


def student_loop(bench: Bench) -> Data:
    """From save to result in watch mode, beside the time of the tests themselves."""
    bench.say("from save to result")
    return saves(bench.assignment, bench.fresh("student"), bench.size.saves)


SECTIONS: dict[str, Callable[[Bench], Data]] = {
    "single": single,
    "worker": worker,
    "each": each,
    "workers": workers,
    "cluster": cluster,
    "peers": peers_in_batch,
    "loop": student_loop,
    "footprint": footprint,
    "classes": classes,
}


def _autograder() -> Path:
    return Path(sys.executable).with_name("autograder")


def _grade(bench: Bench, place: Path, out: Path, workers: int, slug: str = "") -> list[str | Path]:
    slug, course = slug or bench.common.slug, ["--course", bench.root]
    words = [_autograder(), "grade", place, "--assignment", slug, "--out", out]
    return [*words, "--workers", str(workers), *course]


@contextlib.contextmanager
def _dask(folder: Path) -> Iterator[str]:
    """A scheduler and two workers; they have loaded nothing of the course yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    place = folder / "dask"
    place.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, **peers.ONE_THREAD, "TMPDIR": str(place)}

    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{words[0]}", *words[1:]]
        null = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=place, env=env, stdout=null, stderr=null)

    own = ("--host", "127.0.0.1", "--no-dashboard", "--port", str(port))
    started = [start("dask_scheduler", *own)]
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    started += [start("dask_worker", address, *options, "--name", f"w{n}") for n in (1, 2)]
    try:
        _wait_for_two(address)
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()


def _wait_for_two(address: str) -> None:
    from distributed import Client

    until = time.monotonic() + 120
    while True:
        try:
            with Client(address, timeout=5, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
            return
        except (OSError, TimeoutError):
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
