"""The submissions by which a release is proved: right ones, wrong ones, and unfinished ones."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.build.starter import functions_of, parse, starter_text
from autograder.course import Assignment
from autograder.judge.edits import defined
from autograder.judge.ideas import Idea, alternatives, composed_source, misconceptions
from autograder.testing.examples import EXAMPLES
from autograder.testing.marks import problem_of

Kind = Literal["reference", "starter", "alone", "misconception", "alternative"]


@dataclass(frozen=True)
class Trial:
    """One submission, and what is to be proved of it."""

    kind: Kind
    name: str
    files: dict[str, str]
    problems: frozenset[str] = frozenset()  # of a case `alone`: those that are solved
    only: frozenset[str] | None = None  # problems to grade; the others are as in the reference
    holding: frozenset[str] = frozenset()  # problems of a misconception: those that contain it
    catching: tuple[Idea, ...] = ()  # what the reference's examples must catch


def cases_of(assignment: Assignment, quick: bool = False) -> list[Trial]:
    """All cases of an assignment: the reference, the starter, and then what is graded in one go."""
    right, unwritten = texts_of(assignment.solutions()), texts_of(assignment.starters())
    cases = [
        Trial(
            "reference",
            "reference",
            right | _examples(assignment, assignment.all_caught),
            catching=tuple(idea for idea in misconceptions(assignment) if idea.chosen),
        ),
        Trial("starter", "starter", unwritten | _examples(assignment, assignment.examples)),
    ]
    cases += _alone(assignment)
    if quick:
        return cases
    calls = call_graph(assignment)
    kinds: tuple[tuple[Kind, Sequence[Idea]], ...] = (
        ("misconception", misconceptions(assignment)),
        ("alternative", alternatives(assignment)),
    )
    for kind, ideas in kinds:
        for idea in ideas:
            only = touched(idea.functions, calls)
            files = composed_source(assignment, idea)
            held = holding(idea, calls) & only or only
            cases.append(Trial(kind, idea.name, files, only=only, holding=held))
    return cases


def holding(idea: Idea, calls: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The problems that contain an idea: in their own code, or in helpers that they share."""
    changed = {name for node in ast.parse(idea.code).body for name in defined(node)}
    problems = {problem_of(name) for name in calls if name.startswith("test_")}
    own = {name: used - problems for name, used in calls.items()}
    return frozenset(p for p in problems if closure(p, own) & changed).union(idea.functions)


def call_graph(assignment: Assignment) -> dict[str, frozenset[str]]:
    """Who uses whom, in solutions, support modules and tests alike."""
    paths = [*assignment.solutions(), *assignment.test_files()]
    paths += [path for folder in assignment.support() for path in sorted(folder.glob("*.py"))]
    calls: dict[str, frozenset[str]] = {}
    for path in paths:
        for name, used in called_names(path.read_text(encoding="utf-8"), path).items():
            calls[name] = calls.get(name, frozenset()) | used
    return calls


def touched(functions: Collection[str], calls: dict[str, frozenset[str]]) -> frozenset[str]:
    """The problems whose tests can tell that these functions were replaced."""
    found = set()
    for test in (name for name in calls if name.startswith("test_")):
        problem = problem_of(test)
        reached = closure(test, calls) | closure(problem, calls)
        if not reached.isdisjoint(functions):
            found.add(problem)
    return frozenset(found)


def texts_of(paths: Collection[Path]) -> dict[str, str]:
    """What files hold, by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def _examples(assignment: Assignment, path: Path) -> dict[str, str]:
    """examples.py where it is asked for, with one line more: the starter's own is not looked at."""
    if not assignment.spec.examples_points:
        return {}
    return {EXAMPLES: path.read_text(encoding="utf-8") + "\n# handed in\n"}


def _alone(assignment: Assignment) -> Iterator[Trial]:
    """Each function by itself, with those that it calls in the reference."""
    names = functions_of(assignment)
    for problem in names:
        files, solved = keep_only(assignment, [problem])
        yield Trial("alone", problem, files, solved & frozenset(names))


def half(assignment: Assignment) -> tuple[dict[str, str], list[str]]:
    """The solution with stubs in the second half of its functions, and the names of these."""
    names = functions_of(assignment)
    middle = len(names) // 2
    return keep_only(assignment, names[:middle])[0], names[middle:]


def keep_only(
    assignment: Assignment, names: Collection[str]
) -> tuple[dict[str, str], frozenset[str]]:
    """The solution with a stub in each function but these and those that they call; all of those."""
    texts = texts_of(assignment.solutions())
    calls = {name: used for file in texts for name, used in called_names(texts[file], file).items()}
    solved = frozenset().union(*(closure(name, calls) for name in names))
    kept = {*solved, ""}  # helpers at the top of a file too
    return {n: starter_text(text, n, n, solved=kept) for n, text in texts.items()}, solved


def called_names(text: str, path: Path | str = "the file") -> dict[str, frozenset[str]]:
    """For each function or class at the top of a file: the names that it uses, or waits for."""
    return {
        node.name: frozenset(_names(node))
        for node in parse(text, path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }


def _names(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, (ast.Name, ast.Attribute)):
            yield inner.id if isinstance(inner, ast.Name) else inner.attr
    for mark in node.decorator_list:  # @needs("another")
        yield from (
            inner.value
            for inner in ast.walk(mark)
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
        )


def closure(name: str, calls: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The name and all that it calls, directly or not."""
    found, waiting = {name}, [name]
    while waiting:
        for used in calls.get(waiting.pop(), frozenset()) & calls.keys():
            if used not in found:
                found.add(used)
                waiting.append(used)
    return frozenset(found)
