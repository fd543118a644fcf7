"""`verify --channel`: the same submissions through every channel's own contract, the same points.

What is built of a copy of the course with canaries is graded with; no canary may be in anything
that a student gets or reads.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from autograder.batch.run import NOBODY, RunProgress
from autograder.build.channels import Channel
from autograder.build.platform import Files, Points, find_tool
from autograder.build.starter import BEGIN
from autograder.course import Assignment
from autograder.course.errors import AutograderError, GradingError
from autograder.judge.ideas import composed_source, misconceptions
from autograder.prove.cases import half, texts_of
from autograder.prove.contracts import (
    Told,
    becomes_nobody,
    grade_in_nbgrader,
    graded_by,
    told_in_nbgrader,
)

CANARY = "CANARY"
CONTENT = ("assignments", "solutions", "starter", "tests/public", "tests/hidden")
# They try to read what is hidden, to write a result, and to end the grading.
HOSTILE = ("reads", "writes", "exits")
IDEAS = 10
# What the real tools must be able to import to grade; packaging for Otter takes a part of it.
GRADES = {"otter": "otter.run.run_autograder, ipykernel", "nbgrader": "nbgrader.apps"}
# An idea that calls the right function of the same name needs both, which no notebook holds.
CALLS_THE_RIGHT_ONE = re.compile(r"^_\w+ =", re.M)


@dataclass
class Agreement:
    """One assignment in every channel that was asked."""

    slug: str
    graded: dict[str, dict[str, Points]] = field(default_factory=dict)  # channel → submission → …
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def alike(self, channel: str) -> int:
        """How many submissions have the same points there as in the first channel."""
        first = next(iter(self.graded.values()))
        mine = self.graded[channel]
        return sum(name in mine and not _apart(mine[name], first[name]) for name in first)


Job = Callable[[], dict[str, Told]]  # what submissions came to, by name


def _jobs(
    channel: Channel,
    assignment: Assignment,
    given: dict[str, Files],
    made: Path,
    room: Path,
    home: Path,
) -> list[Job]:
    """What can be done side by side: one submission each, where the platform takes one."""
    platform, slug, unfinished = channel.platform, assignment.slug, half(assignment)

    def hostile_in(place: Path) -> dict[str, Files]:
        return hostile(assignment.main_file, *unfinished, place)

    def all_in_nbgrader() -> dict[str, Told]:
        course = Path(shutil.copytree(made.parents[1], room / "nbgrader"))
        submissions = {**given, **hostile_in(course)}
        points = grade_in_nbgrader(home, course, slug, submissions)
        read = {name: told_in_nbgrader(home, course, slug, name) for name in HOSTILE}
        return {name: (found, read.get(name, "")) for name, found in points.items()}

    def one(name: str) -> dict[str, Told]:
        assert platform is not None
        root = room / name
        try:
            files = {**given, **hostile_in(root)}[name]
            return {name: graded_by(platform, made, files, root, home)}
        except GradingError as error:
            raise GradingError(f"{name}: {error}") from None
        finally:
            shutil.rmtree(root, ignore_errors=True)

    if platform is None:
        return [all_in_nbgrader]
    return [partial(one, name) for name in (*given, *HOSTILE)]


def hostile(main: str, begun: Files, unsolved: Sequence[str], room: Path) -> dict[str, Files]:
    """By name the half-written solution, whose other functions attack what lies in `room`."""
    attack = Path(__file__).with_name("hostile.py.tmpl")
    text = begun[main] + attack.read_text(encoding="utf-8").replace("@ROOM@", str(room))
    made: dict[str, Files] = {}
    for name in HOSTILE:
        calls = [f"\n\ndef {each}(*args, **kwargs):\n    return _{name}()\n" for each in unsolved]
        made[name] = {**begun, main: text + "".join(calls)}
    return made


def honest(assignment: Assignment, ideas: int) -> dict[str, Files]:
    """The reference, the starter, and some wrong ideas from all over the assignment."""
    fit = [i for i in misconceptions(assignment) if not CALLS_THE_RIGHT_ONE.search(i.code)]
    chosen = fit[:: max(1, len(fit) // ideas)][:ideas]
    return {
        "reference": texts_of(assignment.solutions()),
        "starter": texts_of(assignment.starters()),
        **{idea.name: composed_source(assignment, idea) for idea in chosen},
    }


def marked(assignment: Assignment, root: Path) -> Assignment:
    """The copy, marked in its hidden tests and in what students have to write themselves."""
    for name in CONTENT:
        shutil.copytree(assignment.root / name, root / name)
    shutil.copy(assignment.root / "course.yml", root)
    copy = replace(assignment, root=root)
    for path in copy.hidden_dir.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n_KEPT = '{CANARY}-hidden'\n", encoding="utf-8")
    for path in copy.solutions():
        text = path.read_text(encoding="utf-8")
        line = rf"\g<0>\n\g<1># {CANARY}-reference"
        path.write_text(re.sub(rf"^( *){BEGIN}.*$", line, text, flags=re.M), encoding="utf-8")
    return copy


def open_all(folder: Path) -> None:
    """Every archive in a folder unpacked beside it, with a `!` behind its name."""
    for path in [*folder.rglob("*.zip"), *folder.rglob("*.tar")]:
        inside = path.with_name(f"{path.name}!")
        shutil.unpack_archive(path, inside)
        open_all(inside)


def given_away(channel: Channel, dist: Path, slug: str) -> Iterator[str]:
    """Where canaries are in what a channel gives to students; `dist` has its archives open."""
    pattern = channel.gives.format(slug=slug)
    given = [path for path in dist.glob(pattern) if path.is_file()] if pattern else []
    if pattern and not given:
        yield f"{channel.name}: nothing that it makes is {pattern}, which students should get"
    for path in given:
        if f"{CANARY}-".encode() in path.read_bytes():
            yield f"{channel.name}: students get {path.relative_to(dist)}, and a canary is in it"


def agree(
    assignment: Assignment,
    channels: Sequence[Channel],
    ideas: int = IDEAS,
    jobs: int = 1,
    progress: RunProgress = NOBODY,
) -> Agreement:
    """Build the channels, hand everything in to each, and compare."""
    found = Agreement(assignment.slug)
    homes = {each: home for each in channels if (home := _home(each, assignment, found))}
    with tempfile.TemporaryDirectory(prefix="autograder-channels-") as folder:
        closed, room = Path(folder) / "closed", Path(folder) / "room"
        closed.mkdir(mode=0o700)  # what is built lies on no platform
        Path(folder).chmod(0o755)  # what must be closed there has to be closed by the grader
        copy, dist = marked(assignment, closed / "course"), closed / "dist"
        given, work = honest(assignment, ideas), {}
        for each, home in homes.items():
            made = each.build(copy, each.out(dist, copy.slug))[0]
            if each.grades:
                work[each.name] = _jobs(each, assignment, given, made, room / each.name, home)
        progress.total(len(work) * (len(given) + len(HOSTILE)))
        _grade(found, work, jobs, progress)
        for each in homes:
            there = room / each.name / "nbgrader"  # released by nbgrader, not by the build
            if there.is_dir():
                shutil.copytree(there / "release", dist / "nbgrader" / "release")
        open_all(dist)
        for each in homes:
            found.faults += given_away(each, dist, copy.slug)
    found.faults += differences(found, assignment)
    return found


def _home(channel: Channel, assignment: Assignment, found: Agreement) -> Path | None:
    """The environment that grades; none where the channel must be left out, which is noted."""
    reason = channel.cannot(assignment)
    try:
        if not reason and channel.name in GRADES:
            return find_tool(channel.name, assignment.root, GRADES[channel.name])
    except AutograderError as error:
        reason = str(error)
    if reason:
        found.notes.append(f"left out: {reason}")
        return None
    home, platform = Path(os.environ.get("AUTOGRADER_VENV", sys.prefix)), channel.platform
    if platform and not platform.as_root and os.geteuid() == 0 and not becomes_nobody(home):
        found.notes.append(f"{channel.name} was graded as root: no other user can run {home}")
    return home


def _grade(found: Agreement, work: dict[str, list[Job]], jobs: int, progress: RunProgress) -> None:
    found.graded = {name: {} for name in work}
    with ThreadPoolExecutor(jobs) as pool:
        # Where everything is one job it takes longest.
        fewest_first = sorted(work, key=lambda name: len(work[name]))
        waiting = [(name, pool.submit(job)) for name in fewest_first for job in work[name]]
        for name, job in waiting:
            try:
                for submission, (points, text) in job.result().items():
                    found.graded[name][submission] = points
                    if f"{CANARY}-" in text:
                        found.faults.append(f"{name}: {submission}: the student reads a canary")
                    progress.step()
            except (AutograderError, OSError) as error:
                found.faults.append(f"{name}: {error}")


def differences(found: Agreement, assignment: Assignment) -> Iterator[str]:
    """Points that are not those of the first channel, or not what they must be there."""
    if not found.graded:
        return
    first, *others = found.graded
    reference = found.graded[first].get("reference", {})
    spec, (_, unsolved) = assignment.spec, half(assignment)
    full = spec.points + spec.extra_points
    begun = full - sum(reference.get(name, 0) for name in unsolved)
    for name, points in found.graded[first].items():
        most = 0.0 if name == "starter" else begun if name in HOSTILE else full
        least = full if name == "reference" else 0.0
        if not least - 1e-6 <= sum(points.values()) <= most + 1e-6:
            right = f"{least:g} to {most:g} points"
            yield f"{first}: {name} has {sum(points.values()):g}, and should have {right}"
        for other in others:
            theirs = found.graded[other].get(name, {})
            for problem in _apart(points, theirs):
                here, there = points.get(problem, 0), theirs.get(problem, 0)
                yield f"{name}: {problem}: {here:g} points from {first}, {there:g} from {other}"


def _apart(one: Points, other: Points) -> list[str]:
    """The problems with other points."""
    return sorted(p for p in {*one, *other} if abs(one.get(p, 0) - other.get(p, 0)) > 1e-6)
