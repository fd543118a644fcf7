"""Where the student's module lies during a run of pytest: loaded once, called with a time limit."""

from __future__ import annotations

import importlib
import io
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.student.loading import (
    CannotLoad,
    Facts,
    in_time,
    load,
    nobody_types,
    not_installed,
)
from autograder.student.screen import PublicTest
from autograder.testing import fixtures, watch
from autograder.testing.check import Case, InProcess, Run
from autograder.testing.digests import FILE, Diagnoses, Ideas, looks_like
from autograder.testing.feedback import or_less
from autograder.testing.marks import Marks, marks_of, problem_of
from autograder.testing.outcome import Outcome

FACTS = Path("kit") / "assignment.json"


def read_facts(folder: Path) -> Facts:
    """What the folder says about its assignment."""
    path = folder / FACTS
    return Facts.of(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else Facts()


class Desk:
    """The student's module, loaded once, when the first test wants it."""

    def __init__(self, folder: Path, facts: Facts) -> None:
        self.folder = folder
        self.facts = facts
        self.trouble = ""
        self.used = ""  # a forbidden operation, while the file was loaded
        self.give_up: Callable[[], None] | None = None
        self._module: ModuleType | None = None

    @contextmanager
    def open_run(self, problem: str, marks: Marks) -> Iterator[Run]:
        """A Run in this process, for one test."""
        known = self.facts.forbid
        forbid = tuple(pattern for group in marks.forbid for pattern in known.get(group, ()))
        with nobody_types():
            module = self._load()
            if module is None:
                yield Run(problem, lambda call: Outcome("import_failed", detail=self.trouble))
            elif forbid and self.used:
                yield Run(problem, lambda call: Outcome("forbidden", detail=self.used))
            else:
                seconds, ask = marks.seconds or self.facts.seconds, InProcess(module, forbid)
                yield Run(problem, lambda call: in_time(lambda: ask(call), seconds, self.give_up))

    def _load(self) -> ModuleType | None:
        if self._module is None and not self.trouble:
            try:
                for name in self.facts.preload:
                    importlib.import_module(name)
                self._module = self._loaded()
            except CannotLoad as error:
                self.trouble = str(error)
            except ModuleNotFoundError as error:
                self.trouble = not_installed(error.name or "a library")
        return self._module

    def _loaded(self) -> ModuleType:
        """As in the grader, a file that uses what a test forbids while it is loaded fails that test."""
        watch.close(self.facts.forbidden, [str(self.folder / name) for name in self.facts.files])
        try:
            module = load(self.folder, self.facts, self.give_up)
        except CannotLoad:
            self.used = next(iter(watch.found()), "")
            if not self.used:
                raise
        else:
            self.used = next(iter(watch.found()), "")
        finally:
            watch.close(())
        # The other tests are none the worse for it.
        return load(self.folder, self.facts, self.give_up) if self.used else module


def fails(desk: Desk, problem: str, items: Sequence[Any]) -> bool | None:
    """Whether a function is wrong that was not asked for: its tests, of these, are run unseen.

    None where that cannot be told.
    """
    its_own = [item for item in items if problem_of(item.name) == problem]
    unseen = io.StringIO()  # what is printed, for pytest may hold nothing back just now
    for item in its_own:
        marks = marks_of(item.obj)
        with redirect_stdout(unseen), redirect_stderr(unseen), desk.open_run(problem, marks) as run:
            given = fixtures.values_for(item.name, run)
            if not given.keys() >= set(item._fixtureinfo.argnames):
                return None
            try:
                item.obj(**{name: given[name] for name in item._fixtureinfo.argnames})
            except Exception:
                return True
    return False if its_own else None


def read_diagnoses(folder: Path) -> Diagnoses:
    """The table of a student's folder."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return Diagnoses.of_text(text) if text else Diagnoses()


@dataclass
class Patients:
    """The functions of one run: whether all of a function's tests are seen, and what they say."""

    known: Diagnoses
    # Whether a function is wrong whose tests are not in this run; None where nobody knows.
    fails: Callable[[str], bool | None]
    # Functions that may cost others' points, though these cannot be asked with right ones.
    costs: Mapping[str, Collection[str]]
    due: Counter[str] = field(default_factory=Counter)
    seen: dict[str, dict[str, Ideas | None]] = field(default_factory=dict)
    bases: dict[str, dict[str, None]] = field(default_factory=dict)  # what each may build on

    def expect(self, problems: Iterable[str]) -> None:
        """The problem of each test that is going to run."""
        self.due = Counter(problems)

    def note(self, name: str, test: PublicTest, cases: Sequence[Case], marks: Marks) -> None:
        """A test has run."""
        alike: Ideas | None = None
        if test.state != "passed":
            alike = frozenset()
            if test.state == "failed":  # whatever came back must not stop the run
                alike = or_less(lambda: self.known.answering(name, cases), alike)
            costing = [base for base, others in self.costs.items() if test.problem in others]
            bases = dict.fromkeys([*marks.builds_on, *costing])
            self.bases.setdefault(test.problem, {}).update(bases)
        self.seen.setdefault(test.problem, {})[name] = alike

    def diagnosed(self, tests: Sequence[PublicTest]) -> tuple[PublicTest, ...]:
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
        if any(len(self.seen.get(each, {})) < self.due[each] for each in (problem, *bases)):
            return ""  # not all are there yet
        wrong = {base: self._wrong(base) for base in bases}
        if base := next((base for base in bases if wrong[base]), ""):
            return f"`{base}` is not right yet, and `{problem}` may call it: mend `{base}` first."
        ideas = [] if None in wrong.values() else self.known.fitting(self.seen[problem])
        if again and ideas:
            titles = " or ".join(title for title, _ in ideas)
            return f"It looks like the same again: {titles}."
        return looks_like(ideas)

    def _wrong(self, base: str) -> bool | None:
        seen = self.seen.get(base)
        return self.fails(base) if seen is None else any(a is not None for a in seen.values())
