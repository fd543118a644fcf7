"""An assignment's tests: collected once by pytest, then called as plain functions."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import pytest
from _pytest.config import _prepareconfig

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge.answers import support_importable
from autograder.sandbox.faults import BadRequest, SandboxError
from autograder.testing import fixtures
from autograder.testing.check import Case, Run
from autograder.testing.marks import Marks, known_as, marks_of, point_text, problem_of, title_of
from autograder.testing.outcome import Failure, Mismatch, NoAnswer
from autograder.testing.tell import stub_named

STARVED = 0.5  # a test that had less than this share of its time on a processor was kept waiting

Status = Literal["passed", "failed", "blocked", "late"]


@dataclass(frozen=True)
class TestFacts:
    """What is known of a test before it runs."""

    id: str  # public/test_flatten.py::test_flatten_count__rgb
    problem: str
    number: str  # 1.1 — the assignment's and the problem's
    title: str
    public: bool
    marks: Marks

    __test__ = False  # not a test class, whatever its name

    @property
    def name(self) -> str:
        """`2.1 insertion_sort: a list that is sorted already (3 points)`."""
        extra = ", extra credit" if self.extra_credit else ""
        worth = point_text(self.points)
        return f"{self.number} {self.problem}: {self.title} ({worth}{extra})"

    @property
    def points(self) -> float:
        return self.marks.points or 0

    @property
    def extra_credit(self) -> bool:
        return self.marks.extra_credit

    @property
    def open(self) -> bool:
        """Whether the student may see inputs and expected values."""
        return self.public or self.marks.visible

    @property
    def known_as(self) -> set[str]:
        """By what `@needs` may name it."""
        return known_as(self.id)

    def waits_for(self, failed: set[str]) -> str:
        """What it needs, and what fails; empty where it can be run."""
        return next((name for name in self.marks.needs if name in failed), "")


@dataclass
class TestRun:
    """What came of one test for one submission."""

    facts: TestFacts
    status: Status
    error: BaseException | None = None
    cases: list[Case] = field(default_factory=list)
    waits_for: str = ""  # the unsolved problem or test that blocks this one
    carried: tuple[str, ...] = ()  # functions stood in for when it passed
    leaderboard: list[dict[str, Any]] = field(default_factory=list)

    __test__ = False

    @property
    def kind(self) -> str:
        """One word for it: passed, blocked, late, wrong, or what came instead of an answer."""
        if self.status != "failed":
            return self.status
        outcome = self.error.outcome if isinstance(self.error, NoAnswer) else None
        return outcome.kind if outcome else "wrong"

    @property
    def could_be_right(self) -> bool:
        """Whether a failed test's own function is there, so that another one may be at fault."""
        outcome = self.error.outcome if isinstance(self.error, Failure) else None
        if outcome is not None and outcome.kind == "unwritten":
            return stub_named(outcome.raised) not in ("", self.facts.problem)
        return self.status == "failed" and self.kind not in ("missing", "import_failed")

    def starved(self, seconds: float) -> bool:
        """Whether it ran out of its time because this machine was busy with other things.

        Limits are wall-clock, since a sleeping program must be stopped too; on an overloaded
        machine the processor time tells the two apart, and no student should pay for that.
        """
        limit = self.facts.marks.seconds or seconds
        busy = os.getloadavg()[0] > (os.cpu_count() or 1)
        return busy and any(
            case.outcome.kind == "timeout"
            and case.outcome.extras.get("cpu_seconds", limit) < STARVED * limit
            for case in self.cases
        )

    def without_values(self) -> TestRun:
        """The same verdict without the values, of which this submission has sent too much."""
        error = self.error
        if isinstance(error, Mismatch):
            error.got = error.expected = "(too much to be shown)"
        if isinstance(error, Failure) and error.outcome is not None:
            error.outcome = replace(error.outcome, value=None)
        return replace(self, cases=[])


class Suite:
    """The collected tests; `call` runs one of them against whatever answers behind a `Run`."""

    def __init__(self, assignment: Assignment, items: list[Any]):
        self.assignment = assignment
        problems = list(dict.fromkeys(problem_of(item.name) for item in items))
        self.problems = tuple(problem_order(assignment, problems))
        found = [(_facts(item, assignment, self.problems), item) for item in items]
        found.sort(key=lambda pair: (self.problems.index(pair[0].problem), not pair[0].public))
        self._items = dict(found)
        self.facts = tuple(self._items)

    def call(self, facts: TestFacts, run: Run) -> TestRun:
        """One test, once."""
        item = self._items[facts]
        error: BaseException | None = None
        with ExitStack() as stack:
            given = _Given(item, run, stack)
            try:
                item.obj(**{name: given.value(name) for name in item._fixtureinfo.argnames})
            except (Exception, pytest.skip.Exception, pytest.fail.Exception) as raised:
                error = raised
        if isinstance(error, SandboxError) and not isinstance(error, BadRequest):
            raise error  # the machine's trouble, never a student's: no score can come of it
        if error is not None:
            error.__traceback__ = None  # its frames hold every input alive
            return TestRun(facts, "failed", error, run.cases)
        entries = given.value("record").entries
        return TestRun(facts, "passed", None, run.cases, leaderboard=entries)


class _Given:
    """The values of one test's arguments."""

    def __init__(self, item: Any, run: Run, stack: ExitStack) -> None:
        self._item, self._stack = item, stack
        params = getattr(getattr(item, "callspec", None), "params", {})
        self._made: dict[str, Any] = {**fixtures.values_for(item.name, run), **params}

    def value(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Any:
        found = self._item._fixtureinfo.name2fixturedefs.get(name)
        if not found or name == "request" or "request" in found[-1].argnames:
            raise CourseError(
                f"{self._item.path}: {self._item.name} uses pytest's fixture `{name}`, which a judge"
                " does not have: use check, student, rng, record, and fixtures of the file's own"
            )
        made = found[-1].func(**{each: self.value(each) for each in found[-1].argnames})
        if not isinstance(made, Iterator):
            return made
        self._stack.callback(lambda: next(made, None))
        return next(made)


class _Problems:
    """What pytest could not collect."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.found.append(str(report.longrepr))


@contextmanager
def collected(assignment: Assignment) -> Iterator[Suite]:
    """The assignment's public and hidden tests, as long as they are needed."""
    files = [str(path) for path in assignment.test_files()]
    if not files:
        raise CourseError(
            f"{assignment.slug} has no tests: expected test_*.py in {assignment.public_dir}"
            f" or {assignment.hidden_dir}"
        )
    # Plugins that happen to be installed must not change how submissions are judged.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    problems = _Problems()
    without = (
        "terminal", "cacheprovider", "faulthandler", "logging", "unraisableexception",
        "threadexception", "warnings", "doctest", "junitxml", "pastebin",
    )  # fmt: skip
    options = [word for name in without for word in ("-p", f"no:{name}")]
    options += ["--assert=plain", "--import-mode=importlib", "--capture=no", "--noconftest"]
    options += ["-c", os.devnull, "--rootdir", str(assignment.root)]
    with support_importable(assignment):
        config = _prepareconfig([*options, *files], plugins=[problems, fixtures])
        try:
            config._do_configure()
            session = pytest.Session.from_config(config)
            config.hook.pytest_sessionstart(session=session)
            items = list(session.perform_collect())
            if problems.found:
                raise CourseError(
                    f"the tests of {assignment.slug} cannot be loaded:\n{problems.found[0]}"
                )
            yield Suite(assignment, items)
        finally:
            config._ensure_unconfigure()


def _facts(item: Any, assignment: Assignment, order: Sequence[str]) -> TestFacts:
    path, marks, problem = Path(item.path), marks_of(item.obj), problem_of(item.name)
    public = path.parent == assignment.public_dir
    if marks.points is None:
        line = item.obj.__code__.co_firstlineno
        raise CourseError(
            f"{path}, line {line}: {item.name} has no points: add @points(1), or what it is worth"
        )
    return TestFacts(
        id=f"{'public' if public else 'hidden'}/{path.name}::{item.name}",
        problem=problem,
        number=f"{assignment.spec.number}.{order.index(problem) + 1}",
        title=title_of(item.obj),
        public=public,
        marks=marks,
    )


def problem_order(assignment: Assignment, problems: Sequence[str]) -> list[str]:
    """Problems in the order of the solution's functions; others (an experiment) after them."""
    files = [path for path in assignment.solutions() if path.is_file()]
    nodes = [node for path in files for node in ast.parse(path.read_text("utf-8")).body]
    order = [n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
    return list(dict.fromkeys([*(name for name in order if name in problems), *problems]))
