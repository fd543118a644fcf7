"""From `course.yml` to a Course; every mistake is one sentence with file, key and remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from autograder.course.errors import CourseError
from autograder.course.models import (
    AssignmentFacts,
    Container,
    CourseFacts,
    Late,
    LimitSettings,
    Site,
    zone,
)
from autograder.course.places import Assignment, LateRule, Spec
from autograder.testing.marks import parse_size, problem_of

FILE = "course.yml"
# What a Spec has under the same name.
AS_THEY_ARE = {
    *("slug", "title", "points", "extra_points", "examples_points", "difficulty", "hours"),
    *("costs_twice", "visibility", "redact"),
}


@dataclass(frozen=True)
class Course:
    """A course, where it lies, and its assignments."""

    root: Path
    facts: CourseFacts

    @cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        found = (
            Assignment(self.root, resolve(self.facts, index))
            for index in range(len(self.facts.assignments))
        )
        return tuple(replace(each, spec=replace(each.spec, asked=_asked(each))) for each in found)

    def assignment(self, slug: str) -> Assignment:
        """One assignment; a typo is answered with the nearest name."""
        for assignment in self.assignments:
            if assignment.slug == slug:
                return assignment
        slugs = [a.slug for a in self.assignments]
        near = difflib.get_close_matches(slug, slugs, 1, 0.4)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise CourseError(f"{FILE} has no assignment {slug!r}{meant} It has: {', '.join(slugs)}.")

    def select(self, slugs: Iterable[str]) -> tuple[Assignment, ...]:
        """The named assignments, or all where none is named."""
        return tuple(self.assignment(slug) for slug in slugs) or self.assignments


def resolve(course: CourseFacts, index: int) -> Spec:
    """One assignment's facts with the course's own, sizes in bytes, as plain data."""
    facts = course.assignments[index]
    limits, container, late = facts.limits, facts.container, facts.late or course.late
    # 02_sorting is assignment 2; slugs without a number count from 1.
    digits = facts.slug.partition("_")[0]
    return Spec(
        **facts.model_dump(include=AS_THEY_ARE),
        **limits.model_dump(include={"seconds", "processes", "total_seconds"}),
        number=str(int(digits)) if digits.isdigit() else str(index + 1),
        files=facts.files,
        optional=tuple(facts.optional),
        course=course.title,
        due=_moment(facts.due, course.timezone),
        late=LateRule(**late.model_dump()) if late is not None else None,
        notebook=(course.site.notebooks or "").replace("{slug}", facts.slug),
        device=facts.device or course.device,
        preload=(*course.preload, *facts.preload),
        preload_for_many=tuple(course.preload_for_many),
        requirements=tuple(course.requirements),
        forbid=course.forbid,
        memory=parse_size(limits.memory),
        file_size=parse_size(limits.file_size),
        output=parse_size(limits.output),
        container_cpus=container.cpus,
        container_memory=parse_size(container.memory),
        timeout_minutes=container.timeout_minutes,
    )


def _asked(assignment: Assignment) -> tuple[str, ...]:
    """The problems that have a test: a glance at names, since reading tests takes its time."""
    texts = (path.read_text("utf-8", "replace") for path in assignment.test_files())
    tests = (name for text in texts for name in re.findall(r"(?m)^def (test_\w+)", text))
    return tuple(dict.fromkeys(map(problem_of, tests)))


def _moment(due: datetime | None, name: str | None) -> str | None:
    """A due date with the course's time zone, unless it names one of its own."""
    if due is not None and due.tzinfo is None and name is not None:
        due = due.replace(tzinfo=zone(name))
    return due.isoformat() if due else None


def find_course(start: Path | None = None) -> Path:
    """The nearest folder upward that holds a course.yml."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise CourseError(
        f"no {FILE} in {start} or any folder above it: go to your course's folder,"
        " or name it with --course DIR"
    )


def root_or_here(wished: Path | None = None) -> Path:
    """The course's folder, or the folder in which one may begin."""
    if wished is not None:
        return wished.resolve()
    try:
        return find_course()
    except CourseError:
        return Path.cwd().resolve()


def load_course(root: Path | None = None) -> Course:
    """Read and check course.yml."""
    root = root.resolve() if root is not None else find_course()
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(f"{path}: there is no such file; every course has a {FILE}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from None
    return Course(root, parse_course(text, path))


def parse_course(text: str, path: Path | str = FILE) -> CourseFacts:
    """course.yml's text as facts."""
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise CourseError(f"{path}{line}: this is not valid YAML: {problem}") from None
    if not isinstance(data, dict):
        raise CourseError(f"{path}: expected keys like `title:` and `assignments:`, found none")
    try:
        return CourseFacts.model_validate(data)
    except ValidationError as error:
        raise CourseError(_sentence(error, data, path)) from None


def _sentence(error: ValidationError, data: dict[Any, Any], path: Path | str) -> str:
    """The first mistake that pydantic found, in plain words."""
    first = error.errors()[0]
    where = _where(first["loc"], data)
    key = str(first["loc"][-1]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        models = (CourseFacts, AssignmentFacts, LimitSettings, Container, Late, Site)
        known = [name for model in models for name in model.model_fields]
        near = difflib.get_close_matches(key, known, 1, 0.6)
        remedy = f"did you mean `{near[0]}`?" if near else "remove it"
        return f"{path}: {where}: the key is not known; {remedy}"
    if first["type"] == "missing":
        return f"{path}: {where}: the key is missing; add `{key}:`"
    problem = first["msg"].removeprefix("Value error, ")
    found = first.get("input")
    shown = f" (found {found!r})" if isinstance(found, (str, float)) else ""
    if isinstance(found, int) and abs(found) < 10**30:  # Python refuses to write far longer ones
        shown = f" (found {found})"
    return f"{path}: {where}: {problem}{shown}"


def _where(loc: tuple[int | str, ...], data: dict[Any, Any]) -> str:
    """`assignments → 02_sorting → points` rather than `assignments.1.points`."""
    parts: list[str] = []
    here: Any = data
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int) and isinstance(here, dict) and here.get("slug"):
            parts.append(str(here["slug"]))
        elif isinstance(step, int):
            parts.append(f"entry {step + 1}")
        elif step not in ("str", "list[str]"):
            parts.append(step)
    return " → ".join(parts) or "the whole file"
