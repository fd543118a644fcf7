"""What the results of the cases prove, and where they fall short."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema

from autograder.course import Spec
from autograder.course.errors import GradingError
from autograder.prove.cases import Trial
from autograder.testing.examples import EXAMPLES, PROBLEM

SCHEMA = Path(__file__).parent / "results.schema.json"
Results = dict[str, Any]


@dataclass(frozen=True)
class GradedTrial:
    """A case and the results.json that grading it gave."""

    case: Trial
    results: Results

    @property
    def tests(self) -> list[Results]:
        tests: list[Results] = self.results["tests"]
        return tests


@functools.cache
def results_schema() -> Results:
    """What Gradescope reads; anything else it would swallow, or break on."""
    data: Results = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return data


def faults_in(text: str) -> list[str]:
    """What is wrong with a results.json, as sentences; empty where it is valid."""
    try:
        data = json.loads(text, parse_constant=_refuse)
    except ValueError as error:
        return [f"results.json is not valid JSON: {error}"]
    return [
        f"results.json: {' → '.join(map(str, fault.absolute_path)) or 'the top'}:"
        f" {fault.message:.300}"
        for fault in jsonschema.Draft202012Validator(results_schema()).iter_errors(data)
    ]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} breaks the upload")


def graded_from(text: str, case: Trial) -> GradedTrial:
    """A case and its results.json, which must be valid."""
    if faults := faults_in(text):
        raise GradingError(f"{case.kind} {case.name}: {faults[0]}")
    return GradedTrial(case, json.loads(text))


@dataclass
class Audit:
    """Everything that a table and an exit code need."""

    faults: list[str] = field(default_factory=list)
    cases: Counter[str] = field(default_factory=Counter)
    proved: Counter[str] = field(default_factory=Counter)
    caught_by: dict[str, list[str]] = field(default_factory=dict)  # misconception → hidden tests
    hidden_tests: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)  # misconceptions that diagnosis named
    misnamed: dict[str, list[str]] = field(default_factory=dict)  # … with other names
    costs_twice: list[str] = field(default_factory=list)  # … that cost another function's points
    excused: Counter[str] = field(default_factory=Counter)  # "f costs g": as course.yml says

    @property
    def idle_tests(self) -> list[str]:
        """Hidden tests that catch no misconception."""
        busy = {test for tests in self.caught_by.values() for test in tests}
        return [test for test in self.hidden_tests if test not in busy]

    @property
    def caught_once(self) -> dict[str, str]:
        """Misconceptions that a single hidden test stands against."""
        return {name: tests[0] for name, tests in self.caught_by.items() if len(tests) == 1}


def audit(graded: Sequence[GradedTrial], spec: Spec) -> Audit:
    """Judge every case; a fault is one sentence."""
    found = Audit()
    for each in graded:
        faults = list(_faults(each, spec, found))
        found.faults += faults
        found.cases[each.case.kind] += 1
        found.proved[each.case.kind] += not faults
        if each.case.kind == "reference":
            found.hidden_tests = [t["extra_data"]["test"] for t in each.tests if _hidden(t)]
    return found


def _faults(graded: GradedTrial, spec: Spec, found: Audit) -> Iterable[str]:
    case, full = graded.case, spec.points + spec.extra_points
    full += spec.examples_points if EXAMPLES in case.files else 0
    score, tests = graded.results["score"], graded.tests
    failed = [test for test in tests if test["status"] != "passed"]
    who = f"{spec.slug}: {case.kind} {case.name}".replace(f"{case.kind} {case.kind}", case.kind)
    if case.kind == "reference":
        if score != full or failed:
            yield f"{who}: {score:g} of {full:g} points; {_first(failed)}"
    elif case.kind == "alternative":
        if failed:
            yield f"{who}: a right answer loses points: {_first(failed)}"
    elif case.kind == "starter":
        if score:
            yield f"{who}: {score:g} points; a starter must score 0"
        silent = [test["name"] for test in tests if not test["output"].strip()]
        if silent:
            yield f"{who}: {silent[0]}: its output does not say what to do next"
    elif case.kind == "alone":
        yield from _alone_faults(who, case, tests)
    else:
        mine = [t for t in failed if t["extra_data"]["problem"] in case.holding]
        yield from _misconception_faults(who, case, mine, found)
        others = [t for t in failed if t not in mine and t["extra_data"].get("kind") != "blocked"]
        yield from _double_costs(who, case, others, spec, found)


def examples_faults(graded: GradedTrial, slug: str) -> Iterator[str]:
    """Where the complete examples, or the starter's, are not what they should be."""
    case = graded.case
    if EXAMPLES not in case.files:
        return
    found = graded.results["extra_data"].get(PROBLEM, {"invalid": 0, "caught": []})
    caught = {name for _, names in found["caught"] for name in names}
    place = "solutions" if case.kind == "reference" else "assignments"
    if found["invalid"]:
        test = next(t for t in graded.tests if t["extra_data"]["problem"] == PROBLEM)
        yield f"{place}/{slug}/{EXAMPLES} holds an example that is not valid: {test['output']}"
    for idea in case.catching:
        if idea.name not in caught:
            yield (
                f"no example of solutions/{slug}/{EXAMPLES} catches {idea.name}: write one, or take"
                f" (examples) off its heading ({idea.where})"
            )


def _alone_faults(who: str, case: Trial, tests: Sequence[Results]) -> Iterable[str]:
    for test in tests:
        facts = test["extra_data"]
        mine, passed = facts["problem"] in case.problems, test["status"] == "passed"
        if mine and not passed and facts.get("kind") != "blocked":
            yield f"{who}: alone, its own test fails: {test['name']}: {_line(test)}"
        if passed and not mine:
            yield f"{who}: {test['name']} passes although {facts['problem']} is not written"


def _misconception_faults(
    who: str, case: Trial, failed: Sequence[Results], found: Audit
) -> Iterable[str]:
    lost = [test for test in failed if _hidden(test)]
    found.caught_by[case.name] = [test["extra_data"]["test"] for test in lost]
    if not any(test["max_score"] for test in lost):
        yield f"{who}: loses no points on a hidden test: write a test that catches it"
    names = dict.fromkeys(
        name
        for test in failed
        for name in test["extra_data"].get(
            "misconceptions", [test["extra_data"].get("misconception")]
        )
        if name
    )
    if case.name in names:
        found.named.append(case.name)
    elif names:
        found.misnamed[case.name] = list(names)


def _double_costs(
    who: str, case: Trial, others: Sequence[Results], spec: Spec, found: Audit
) -> Iterable[str]:
    """One mistake costs once: tests of functions that are right have their points."""
    for test in others:
        function, known = test["extra_data"]["problem"], spec.costs_twice
        excuse = next((f for f in sorted(case.holding) if function in known.get(f, {})), "")
        if excuse:
            found.excused[f"{excuse} costs {function}"] += 1
            continue
        if case.name not in found.costs_twice:
            found.costs_twice.append(case.name)
        yield (
            f"{who}: costs points of {function} too: {test['name']}: {_line(test)}: add @builds_on,"
            " or name it under `costs_twice:` in course.yml"
        )


def _hidden(test: Results) -> bool:
    return bool(test["extra_data"]["test"].startswith("hidden/"))


def _first(failed: Sequence[Results]) -> str:
    if not failed:
        return "its tests pass, but their points are not those of course.yml"
    return f"{failed[0]['name']}: {_line(failed[0])}"


def _line(test: Results) -> str:
    return str(test["output"]).strip().partition("\n")[0]
