"""The wrong ideas that a student's folder knows by what they answer to its public tests.

The table holds no idea's code: for each failing test digests of the answers, and the explanations.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from autograder.testing.check import Case
from autograder.testing.digest import digests
from autograder.testing.marks import Marks
from autograder.testing.report import or_less
from autograder.testing.results import TestResult

FILE = Path("kit") / "diagnoses.json"
MOST = 2  # ideas named for one mistake; answers that more of them share name none

Text = tuple[str, str]  # an idea's title and its explanation
Ideas = frozenset[int]


@dataclass(frozen=True)
class Diagnoses:
    """What is known of the wrong ideas; nothing where there is no table."""

    ideas: Sequence[Text] = ()
    # Of each test the answers that are known, as digests, and whose ideas they are.
    tests: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)

    def answering(self, test: str, cases: Sequence[Case]) -> Ideas:
        """The ideas that answer this failing test so."""
        known = self.tests.get(test, {})
        found = digests(test, cases) if known else ()
        return frozenset(idea for each in found for idea in known.get(each, ()))

    def fitting(self, tests: Mapping[str, Ideas | None]) -> list[Text]:
        """The ideas that explain each test of a function; None stands for one that passes."""
        failing = [ideas for ideas in tests.values() if ideas is not None]
        passing = [self.tests.get(test, {}) for test, ideas in tests.items() if ideas is None]
        if not failing:
            return []
        others = {idea for known in passing for ideas in known.values() for idea in ideas}
        found = sorted(frozenset.intersection(*failing) - others)
        return [self.ideas[idea] for idea in found] if len(found) <= MOST else []


def read_diagnoses(folder: Path) -> Diagnoses:
    """The table of a student's folder."""
    path = folder / FILE
    return read_text(path.read_text(encoding="utf-8")) if path.is_file() else Diagnoses()


def read_text(text: str) -> Diagnoses:
    """A table as it was written."""
    data = json.loads(text)
    return Diagnoses([(title, body) for title, body in data["ideas"]], data["tests"])


@dataclass
class Patients:
    """The functions of one run: whether all of a function's tests are seen, and what they say."""

    folder: Path
    # Whether a function is wrong whose tests are not in this run; None where nobody knows.
    fails: Callable[[str], bool | None]
    # Functions that may cost others' points, though these cannot be asked with right ones.
    costs: Mapping[str, Collection[str]] = field(default_factory=dict)
    due: Counter[str] = field(default_factory=Counter)
    seen: dict[str, dict[str, Ideas | None]] = field(default_factory=dict)
    bases: dict[str, dict[str, None]] = field(default_factory=dict)  # what each may build on

    @cached_property
    def known(self) -> Diagnoses:
        return read_diagnoses(self.folder)

    def expect(self, problems: Iterable[str]) -> None:
        """The problem of each test that is going to run."""
        self.due = Counter(problems)

    def note(self, name: str, test: TestResult, cases: Sequence[Case], marks: Marks) -> None:
        """A test has run."""
        alike: Ideas | None = None
        if test.state != "passed":
            failed = test.state == "failed"
            # Whatever came back must not stop the run.
            alike = or_less(lambda: self.known.answering(name, cases), None) if failed else None
            alike = alike or frozenset()
            costing = [base for base, others in self.costs.items() if test.problem in others]
            bases = dict.fromkeys([*marks.builds_on, *costing])
            self.bases.setdefault(test.problem, {}).update(bases)
        self.seen.setdefault(test.problem, {})[name] = alike

    def diagnosed(self, tests: Sequence[TestResult]) -> tuple[TestResult, ...]:
        """The tests so far; a function's first failing one says what its mistake looks like."""
        found, told = [], set[str]()
        for test in tests:
            if test.state == "failed":
                text = self._text(test.problem, again=test.problem in told)
                test = replace(test, diagnosis=text)
                told.add(test.problem)
            found.append(test)
        return tuple(found)

    def _text(self, problem: str, again: bool) -> str:
        bases = self.bases[problem]
        if not all(map(self._complete, [problem, *bases])):
            return ""
        wrong = {base: self._wrong(base) for base in bases}
        if base := next((base for base in bases if wrong[base]), ""):
            return f"`{base}` is not right yet, and `{problem}` may call it: mend `{base}` first."
        ideas = [] if None in wrong.values() else self.known.fitting(self.seen[problem])
        if again and ideas:
            titles = " or ".join(title for title, _ in ideas)
            return f"It looks like the same again: {titles}."
        return looks_like(ideas)

    def _complete(self, problem: str) -> bool:
        return len(self.seen.get(problem, {})) >= self.due[problem]

    def _wrong(self, base: str) -> bool | None:
        seen = self.seen.get(base)
        return self.fails(base) if seen is None else any(a is not None for a in seen.values())


def looks_like(ideas: Sequence[Text]) -> str:
    """What a wrong idea looks like, in the words of its author."""
    if not ideas:
        return ""
    if len(ideas) == 1:
        return f"It looks like this: {ideas[0][0]}.\n\n{ideas[0][1]}"
    both = "\n\n".join(f"{title}.\n\n{body}" for title, body in ideas[:MOST])
    return f"It looks like one of these.\n\n{both}"
