"""`pilot.json` and `pilot.html`: what a class made of wrong ideas tells of an assignment's tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from autograder.batch.pool import Watch, grade_here
from autograder.batch.report import environment
from autograder.batch.statistics import short_title
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.ideas import Idea, composed_source, misconceptions
from autograder.judge.judges import Task
from autograder.judge.results import write_atomically
from autograder.judge.service import Order
from autograder.prove import virtual
from autograder.prove.cases import call_graph, touched
from autograder.prove.rehearse import PATIENCE
from autograder.prove.virtual import Effect

FORMAT = 1
CHECKED = 12  # composed students that are graded for real

Result = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """How large a class, drawn with which seed, on how many processors."""

    students: int = 200
    seed: int = 0
    jobs: int = 1
    total: Callable[[int], None] = lambda number: None
    step: Callable[[], None] = lambda: None


def write_pilot(assignment: Assignment, out: Path, wanted: Wanted) -> Path:
    """Grade every idea by itself and a few students whole; compose the others; write both files."""
    ideas = misconceptions(assignment)
    if not ideas:
        raise GradingError(
            f"{assignment.slug} has no wrong ideas: write some in {assignment.solution_dir / 'ideas'}"
        )
    students = virtual.draw_class(ideas, wanted.students, wanted.seed)
    sample = [held for held in students if len(held) > 1][:CHECKED]
    reference, alone, whole = _grade(assignment, ideas, sample, wanted)
    tests = reference["tests"]
    effects = {
        idea.name: Effect(idea, _failed(result), _named(result))
        for idea, result in zip(ideas, alone)
        if result is not None
    }
    students = [tuple(idea for idea in held if idea.name in effects) for held in students]
    data = {
        "format": FORMAT,
        "slug": assignment.slug,
        "students": wanted.students,
        "seed": wanted.seed,
        "ideas": {name: effect.idea.title for name, effect in effects.items()},
        "left_out": [idea.name for idea in ideas if idea.name not in effects],
        "checked": _checked(sample, whole, effects, len(tests)),
        "tests": [asdict(each) for each in virtual.forecast(tests, effects, students)],
        "together": virtual.together(tests, effects),
        "hidden_pairs": virtual.hidden_pairs(effects),
        "twice": [asdict(each) for each in virtual.costs_twice(tests, effects)],
    }
    write_atomically(out / "pilot.json", json.dumps(data, indent=1) + "\n")
    write_atomically(out / "pilot.html", _text(assignment, data))
    return out / "pilot.html"


def _grade(
    assignment: Assignment, ideas: Sequence[Idea], sample: Sequence[Sequence[Idea]], wanted: Wanted
) -> tuple[Result, list[Result | None], list[Result | None]]:
    """The reference, every idea, and the sample."""
    calls = call_graph(assignment)
    tasks = [_task(0, composed_source(assignment))]
    for idea in ideas:
        only = tuple(touched(idea.functions, calls))  # other tests are as the reference's
        tasks.append(_task(len(tasks), composed_source(assignment, idea), only))
    for held in sample:
        tasks.append(_task(len(tasks), composed_source(assignment, *held)))
    wanted.total(len(tasks))
    spec = replace(assignment.spec, seconds=assignment.spec.seconds * PATIENCE)
    order = Order(
        spec.to_json(), root=str(assignment.root), workers=wanted.jobs, expected=len(tasks)
    )
    found: dict[int, Result | None] = {}
    for graded in grade_here(order, iter(tasks), Watch()):
        found[graded.number] = graded.result
        wanted.step()
    reference, last = found[0], 1 + len(ideas)
    if reference is None or _failed(reference):
        raise GradingError(
            f"the reference of {assignment.slug} does not pass its own tests:"
            f" run `autograder verify {assignment.slug}`"
        )
    return (
        reference,
        [found[n] for n in range(1, last)],
        [found[n] for n in range(last, len(tasks))],
    )


def _task(number: int, files: dict[str, str], only: tuple[str, ...] | None = None) -> Task:
    data = {name: text.encode() for name, text in files.items()}
    return Task(number, data, only=only)


def _failed(result: Result) -> frozenset[str]:
    return frozenset(t["test"] for t in result["tests"] if t["status"] != "passed")


def _named(result: Result) -> frozenset[str]:
    return frozenset(name for test in result["tests"] for name in test["misconceptions"])


def _checked(
    sample: Sequence[Sequence[Idea]],
    whole: Sequence[Result | None],
    effects: dict[str, Effect],
    tests: int,
) -> dict[str, Any]:
    """How far composing is right: test by test, against students that were graded whole."""
    pairs = [
        (virtual.failing(held, effects), _failed(result))
        for held, result in zip(sample, whole)
        if result is not None and all(idea.name in effects for idea in held)
    ]
    return {
        "students": len(pairs),
        "verdicts": len(pairs) * tests,
        "composed_fails_only": sum(len(made - real) for made, real in pairs),
        "real_fails_only": sum(len(real - made) for made, real in pairs),
    }


def _text(assignment: Assignment, data: dict[str, Any]) -> str:
    titles = {
        each["test"]: f"{each['problem']}: {short_title(each['name'])}" for each in data["tests"]
    }
    page = environment().get_template("pilot.html.j2")
    return page.render(assignment=assignment.spec, titles=titles, **data)
