"""Looks over a course: what is missing or odd in it, each with what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Literal

from autograder.build.handout import read_handout
from autograder.build.reading import read_tests
from autograder.build.shipped import requirements_text
from autograder.build.starter import functions_of
from autograder.course import Assignment
from autograder.course.errors import AutograderError
from autograder.course.load import Course
from autograder.judge.ideas import alternatives, misconceptions
from autograder.prove.checks import CHECKS

Weight = Literal["wrong", "odd", "note"]
LEFT_OVER = "REPLACE"


@dataclass(frozen=True)
class Finding:
    """`wrong` stops a release, `odd` deserves a look, `note` is good to know."""

    weight: Weight
    where: str  # "" where the sentence itself names the place
    says: str
    mend: str = ""  # a command, or what to write

    @property
    def line(self) -> str:
        """Place and sentence."""
        return f"{self.where}: {self.says}" if self.where else self.says


def look_over(course: Course, now: datetime, chosen: Sequence[str] = ()) -> Iterator[Finding]:
    """All findings about the course's files, assignment by assignment."""
    for assignment in course.select(chosen):
        yield from _look_at(assignment, now)
    slugs = {assignment.slug for assignment in course.assignments}
    for folder in sorted((course.root / "solutions").glob("*")):
        if folder.is_dir() and folder.name not in slugs and folder.name[0] not in "._":
            yield Finding(
                "odd",
                f"solutions/{folder.name}",
                "course.yml has no assignment of this name",
                f"add `- slug: {folder.name}` to course.yml, or move the folder away",
            )


def _look_at(assignment: Assignment, now: datetime) -> Iterator[Finding]:
    """All findings about one assignment."""
    missing = list(_missing(assignment))
    yield from missing
    if not any(finding.weight == "wrong" for finding in missing):
        yield from _unfit(assignment)
        yield from _thin(assignment)
    yield from _dates(assignment, now)


def _missing(assignment: Assignment) -> Iterator[Finding]:
    slug = assignment.slug

    def absent(path: Path, why: str, mend: str, wrong: bool = True) -> Iterator[Finding]:
        if not path.exists():
            shown = path.relative_to(assignment.root).as_posix()
            yield Finding("wrong" if wrong else "odd", shown, f"is missing: {why}", mend)

    for path in assignment.solutions():
        yield from absent(path, "the reference", "write it, or mend `submit:` in course.yml")
    handout = assignment.handout_dir / "handout.md"
    yield from absent(handout, "students read the assignment there", "write it")
    for folder, who in ((assignment.public_dir, "students"), (assignment.hidden_dir, "graders")):
        if not list(folder.glob("test_*.py")):
            shown = folder.relative_to(assignment.root).as_posix()
            yield Finding("wrong", shown, f"has no test_*.py for {who}", "write one")
    look = assignment.handout_dir / "look.py"
    yield from absent(look, "it draws a student's own results", "write it", wrong=False)
    yield from absent(assignment.solution_dir / "rubric.md", "for graders", "write it", wrong=False)
    for kind, place in (("ideas", "FUNCTION.md"), ("alternatives", "SOMETHING.py")):
        if not list((assignment.solution_dir / kind).glob(f"*{Path(place).suffix}")):
            says = f"has no {kind}: `autograder verify` proves less without"
            yield Finding("odd", f"solutions/{slug}", says, f"write {kind}/{place} there")


def _unfit(assignment: Assignment) -> Iterator[Finding]:
    """Everything for which `autograder package` would refuse it, not only the first."""
    checks: tuple[Callable[[Assignment], object], ...] = (
        *CHECKS,
        misconceptions,
        alternatives,
        lambda _: read_handout(assignment),
        lambda _: requirements_text(assignment.spec),
    )
    said: dict[str, None] = {}
    for check in checks:
        try:
            check(assignment)
        except AutograderError as error:
            said[str(error)] = None
    for sentence in said:
        yield Finding("wrong", "", sentence)


def _thin(assignment: Assignment) -> Iterator[Finding]:
    try:
        tests = read_tests(assignment)
        asked = [name for name in functions_of(assignment) if not name.startswith("_")]
        handout = read_handout(assignment)
    except AutograderError:
        return  # said already
    for test in tests:
        where = f"{test.path.relative_to(assignment.root).as_posix()}, line {test.line}"
        if "hint" not in test.marks:
            yield Finding("odd", where, f"{test.name} has no hint", 'add @hint("…")')
        if not test.says:
            says = f"{test.name} has no docstring, which is the name that students see"
            yield Finding("odd", where, says, "say in one line what it tries")
    for problem in asked:
        if handout.section(problem) is None:
            where = f"assignments/{assignment.slug}/handout.md"
            mend = f"give it a heading like ## 1. `{problem}`"
            yield Finding("odd", where, f"has no section on `{problem}`", mend)
    yield from _left_over(assignment)


def _left_over(assignment: Assignment) -> Iterator[Finding]:
    """Places where `autograder new` left work, in one line: there are many at first."""
    folders = (
        assignment.handout_dir,
        assignment.solution_dir,
        assignment.public_dir,
        assignment.hidden_dir,
    )
    paths = sorted(path for folder in folders for path in folder.rglob("*.*"))
    todo = [
        path.relative_to(assignment.root).as_posix()
        for path in paths
        if path.suffix in (".py", ".md") and LEFT_OVER in path.read_text(encoding="utf-8")
    ]
    if todo:
        says = f"{len(todo)} files still say {LEFT_OVER}: {', '.join(todo)}"
        yield Finding("odd", assignment.slug, says, "put your own text there")


def _dates(assignment: Assignment, now: datetime) -> Iterator[Finding]:
    due, where = assignment.spec.due, f"course.yml: {assignment.slug}"
    if due is None:
        yield Finding("note", where, "has no `due:`", "write one like 2030-01-31T23:59:00")
        return
    moment = datetime.fromisoformat(due)
    if moment.tzinfo is None:
        yield Finding(
            "wrong",
            where,
            f"`due: {due}` says no time zone: who is late cannot be told",
            "write `timezone: Europe/Berlin` (yours) at the top of course.yml",
        )
        moment = moment.replace(tzinfo=timezone.utc)
    if moment < now:
        yield Finding("odd", where, f"`due: {due}` is in the past", "write this term's date")
