"""An assignment's tests, collected once by pytest, and run as often as there are submissions."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
from _pytest.runner import runtestprotocol

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge.modules import support_importable
from autograder.sandbox.errors import BadRequest, SandboxError
from autograder.testing import fixtures
from autograder.testing.check import Case, Run
from autograder.testing.failure import Failure
from autograder.testing.marks import Marks, marks_of
from autograder.testing.problems import point_text, problem_of, title_of

T = TypeVar("T")
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
    file: str
    line: int

    __test__ = False  # not a test class, whatever its name

    @property
    def name(self) -> str:
        """`2.1 insertion_sort: a list that is sorted already (3 points)`."""
        extra = ", extra credit" if self.marks.extra_credit else ""
        worth = point_text(self.points)
        return f"{self.number} {self.problem}: {self.title} ({worth}{extra})"

    @property
    def points(self) -> float:
        return self.marks.points or 0

    @property
    def open(self) -> bool:
        """Whether the student may see inputs and expected values."""
        return self.public or self.marks.visible


@dataclass
class TestRun:
    """What came of one test for one submission."""

    facts: TestFacts
    status: Status
    error: BaseException | None = None
    cases: list[Case] = field(default_factory=list)
    seconds: float = 0.0
    waits_for: str = ""  # the unsolved problem that blocks this test
    leaderboard: list[dict[str, Any]] = field(default_factory=list)

    __test__ = False

    @property
    def failure(self) -> Failure | None:
        return self.error if isinstance(self.error, Failure) else None


class Suite:
    """The collected tests. `run` goes through them for one submission."""

    def __init__(self, assignment: Assignment, session: pytest.Session, items: list[Any]):
        self.assignment = assignment
        self._session = session
        problems = list(dict.fromkeys(problem_of(item.name) for item in items))
        order = problem_order(assignment, problems)
        facts = [_facts(item, assignment, order) for item in items]
        ranked = sorted(
            zip(facts, items), key=lambda pair: (order.index(pair[0].problem), not pair[0].public)
        )
        self.facts: tuple[TestFacts, ...] = tuple(f for f, _ in ranked)
        self._items = dict(ranked)
        self.problems: tuple[str, ...] = tuple(p for p in order if p in problems)

    def run(
        self,
        open_run: Callable[[str, Marks], AbstractContextManager[Run]],
        *,
        only: Callable[[TestFacts], bool] = lambda facts: True,
        deadline: Callable[[], bool] = lambda: False,
        done: Sequence[TestRun] = (),
        again: Callable[[TestRun], bool] = lambda run: False,
    ) -> Iterator[TestRun]:
        """One TestRun for each test, in order; tests in `done` are not run again.

        `again` says whether a failed test deserves a second run.
        """
        known = {run.facts.id: run for run in done}
        failed = {run.facts.problem for run in done if run.status != "passed"}
        for facts in self.facts:
            if not only(facts):
                continue
            if facts.id in known:
                yield known[facts.id]
                continue
            waits_for = next((p for p in facts.marks.needs if p in failed), "")
            if deadline():
                run = TestRun(facts, "late")
            elif waits_for:
                run = TestRun(facts, "blocked", waits_for=waits_for)
            else:
                run = self._run_one(facts, open_run)
                if run.status != "passed" and again(run):
                    run = self._run_one(facts, open_run)
            if run.status != "passed":
                failed.add(facts.problem)
            yield run

    def _run_one(self, facts: TestFacts, open_run: Any) -> TestRun:
        item = self._items[facts]
        stash = item.config.stash
        stash[fixtures.OPEN_RUN] = open_run
        item.stash[fixtures.RECORD] = record = fixtures.Record()
        item.stash[_ERROR] = None
        item.stash[fixtures.LAST_RUN] = None
        start = time.perf_counter()
        runtestprotocol(item, log=False, nextitem=None)
        seconds = time.perf_counter() - start
        error, last = item.stash[_ERROR], item.stash[fixtures.LAST_RUN]
        if isinstance(error, SandboxError) and not isinstance(error, BadRequest):
            raise error  # the machine's trouble, never a student's: no score can come of it
        # The traceback holds frames with every input alive; the error itself is enough.
        status: Status = "passed" if error is None else "failed"
        cases = last.cases if last is not None else []
        entries = record.entries if error is None else []
        return TestRun(facts, status, error, cases, seconds, leaderboard=entries)


_ERROR: pytest.StashKey[BaseException | None] = pytest.StashKey()


class _Plugin:
    """Hands the collected session to an action in place of pytest's own loop."""

    def __init__(self, assignment: Assignment, action: Callable[[Suite], Any]):
        self.assignment = assignment
        self.action = action
        self.result: Any = None
        self.problems: list[str] = []
        self.error: BaseException | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.problems:
            return True
        try:
            self.result = self.action(Suite(self.assignment, session, list(session.items)))
        except BaseException as error:
            self.error = error
        return True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problems.append(str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> pytest.TestReport:
        """The error is all that is wanted; pytest's own report parses the source of every frame."""
        if call.excinfo is not None and item.stash.get(_ERROR, None) is None:
            item.stash[_ERROR] = call.excinfo.value
        outcome: Literal["passed", "failed"] = "failed" if call.excinfo else "passed"
        return pytest.TestReport(
            item.nodeid, item.location, {}, outcome, None, call.when, duration=call.duration
        )


def with_suite(assignment: Assignment, action: Callable[[Suite], T]) -> T:
    """Collect the assignment's public and hidden tests, and let `action` use them."""
    files = [str(path) for path in assignment.test_files()]
    if not files:
        raise CourseError(
            f"{assignment.slug} has no tests: expected test_*.py in {assignment.public_dir}"
            f" or {assignment.hidden_dir}"
        )
    # Plugins that happen to be installed must not change how submissions are judged.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    plugin = _Plugin(assignment, action)
    options = ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    options += ["-p", "no:logging", "-p", "no:unraisableexception", "-p", "no:threadexception"]
    options += ["-p", "no:warnings", "-p", "no:doctest", "-p", "no:junitxml", "-p", "no:pastebin"]
    options += ["--assert=plain", "--import-mode=importlib", "--capture=no", "--noconftest"]
    options += ["-c", os.devnull, "--rootdir", str(assignment.root)]
    with support_importable(assignment):
        pytest.main([*options, *files], plugins=[plugin, fixtures])
    if plugin.error is not None:
        raise plugin.error
    if plugin.problems:
        raise CourseError(f"the tests of {assignment.slug} cannot be loaded:\n{plugin.problems[0]}")
    result: T = plugin.result
    return result


def _facts(item: Any, assignment: Assignment, order: list[str]) -> TestFacts:
    path = Path(item.path)
    public = path.parent == assignment.public_dir
    marks = marks_of(item.obj)
    problem = problem_of(item.name)
    line = item.obj.__code__.co_firstlineno
    if marks.points is None:
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
        file=str(path),
        line=line,
    )


def problem_order(assignment: Assignment, problems: Sequence[str]) -> list[str]:
    """Problems in the order of the solution's functions; others (an experiment) after them."""
    import ast

    order: list[str] = []
    for path in assignment.solutions():
        if path.is_file():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            order += [
                node.name
                for node in tree.body
                if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in problems
            ]
    return order + [p for p in problems if p not in order]
