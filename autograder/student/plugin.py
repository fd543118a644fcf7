"""The pytest plugin of the student's folder: runs the tests here, and says in words how they went.

`pytest --plain` gives pytest's own output, with tracebacks.
"""

from __future__ import annotations

import ast
import difflib
import functools
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from autograder.student import screen
from autograder.student.desk import Desk, Patients, fails, read_diagnoses, read_facts
from autograder.student.loading import not_installed
from autograder.student.screen import PublicTest, Results, State
from autograder.student.timelimit import UNSTOPPABLE
from autograder.testing import fixtures
from autograder.testing.feedback import Paint, failure_text, is_unwritten, message, printed
from autograder.testing.marks import known_as, marks_of, problem_of, spoken, title_of
from autograder.testing.outcome import Blocked, Failure
from autograder.testing.tell import hint_for

pytest_plugins = ["autograder.testing.fixtures"]

# Somebody who wants to hear of every result at once, and the problem to begin with.
LISTENER: pytest.StashKey[Callable[[Results], None]] = pytest.StashKey()
FIRST: pytest.StashKey[str] = pytest.StashKey()


@dataclass(eq=False)  # pytest wants plugins that can be keys
class Reporter:
    """Collects results while tests run, and writes them where there is a terminal."""

    config: pytest.Config
    desk: Desk
    tests: list[PublicTest] = field(default_factory=list)
    unsolved: set[str] = field(default_factory=set)  # problems and tests, as `@needs` names them
    errors: dict[str, BaseException] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    trouble: str = ""
    chosen: bool = False
    places: dict[str, int] = field(default_factory=dict)
    current: Any = None
    left_out: list[pytest.Item] = field(default_factory=list)
    shown: str = ""  # the problem whose heading was written last

    @functools.cached_property
    def patients(self) -> Patients:
        ask = functools.cache(lambda problem: fails(self.desk, problem, self.left_out))
        known = read_diagnoses(self.desk.folder)
        return Patients(known, ask, self.desk.facts.costs_twice)

    @functools.cached_property
    def lines(self) -> dict[str, str]:
        """Where each function stands: `line 6 of words.py`."""
        found = {}
        for file in reversed(self.desk.facts.files):
            with suppress(OSError, SyntaxError, ValueError):
                for node in ast.parse((self.desk.folder / file).read_bytes()).body:
                    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                        found[node.name] = f"line {node.lineno} of {file}"
        return found

    @property
    def terminal(self) -> Any:
        return self.config.pluginmanager.getplugin("terminalreporter")

    @property
    def order(self) -> tuple[str, ...]:
        return self.desk.facts.problems or tuple(self.problems)

    @property
    def paint(self) -> Paint:
        return Paint(bool(self.terminal is not None and self.terminal._tw.hasmarkup))

    def results(self) -> Results:
        return Results(
            facts=self.desk.facts,
            tests=self.patients.diagnosed(self.tests),
            chosen=self.chosen,
            trouble=self.trouble or self.desk.trouble,
            problems=self.order,
            lines=self.lines,
            count=len(self.places),
            pictures=(self.desk.folder / "look.py").is_file(),
            command=self.config.getoption("--again"),
        )

    def write(self, *lines: str) -> None:
        if self.terminal is not None:
            for line in lines:
                self.terminal.write_line(line)

    def _hand_on(self) -> None:
        if LISTENER in self.config.stash:
            self.config.stash[LISTENER](self.results())

    def give_up(self) -> None:
        """The program must end in the middle of a test: say how far it came."""
        capture = self.config.pluginmanager.getplugin("capturemanager")
        if capture is not None:
            capture.suspend_global_capture(in_=True)
        self._note(self.current, Failure(f"`{problem_of(self.current.name)}`: {UNSTOPPABLE}"))
        self._end()
        if self.terminal is not None:
            self.terminal.flush()

    # ---- pytest's hooks

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        problem = problem_of(item.name)
        if problem not in self.problems:
            self.problems.append(problem)
            self.config.addinivalue_line("markers", f"{problem}: the tests of {problem}")
        item.add_marker(problem)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = self.config.option.keyword.strip()
        if wanted in self.problems:
            # The name of a problem means this problem, also where it is part of another's name.
            self.config.option.keyword = ""
            others = [item for item in items if problem_of(item.name) != wanted]
            items[:] = [item for item in items if problem_of(item.name) == wanted]
            self.config.hook.pytest_deselected(items=others)

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        self.chosen = self.chosen or bool(items)
        self.left_out += items

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.trouble:
            self.trouble = _collect_trouble(report)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if not session.items and not self.trouble:
            self.trouble = self._nothing_chosen()
        self.chosen = self.chosen or any("::" in argument for argument in self.config.args)
        self.places = {item.nodeid: place for place, item in enumerate(session.items)}
        self.patients.expect(problem_of(item.name) for item in session.items)
        first = self.config.stash.get(FIRST, "")
        # Stable: the rest keeps its order.
        session.items.sort(key=lambda item: problem_of(item.name) != first)
        self.write(self.paint.strong(screen.title_line(self.results())))

    def _nothing_chosen(self) -> str:
        wanted = (self.config.option.keyword or self.config.option.markexpr or "").strip()
        if not self.problems:
            return "there are no tests here: is test_*.py still beside your file?"
        near = difflib.get_close_matches(wanted, self.problems, 1, 0.5)
        again = self.config.getoption("--again")
        meant = f" Did you mean:\n    {again} {near[0]}" if near else ""
        return f"no problem is called {wanted}.{meant}\nThere are: {', '.join(self.problems)}"

    def pytest_runtest_setup(self, item: Any) -> None:
        self.current = item
        for needed in marks_of(item.obj).needs:
            if needed in self.unsolved:
                raise Blocked(f"can't check this until `{spoken(needed)}` works")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> Iterator[None]:
        if call.excinfo is not None:
            self.errors.setdefault(item.nodeid, call.excinfo.value)
        outcome = yield
        report = outcome.get_result()  # type: ignore[attr-defined]
        if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
            self._note(item, self.errors.get(item.nodeid), report.capstdout)

    def _note(self, item: Any, error: BaseException | None, out: str = "") -> None:
        marks, problem = marks_of(item.obj), problem_of(item.name)
        test = PublicTest(
            problem=problem,
            title=title_of(item.obj),
            state=_state(error),
            points=marks.points or 0,
            extra=marks.extra_credit,
            hint=hint_for(error, marks.hint),
            place=self.places.get(item.nodeid, 0),
        )
        run = item.stash.get(fixtures.LAST_RUN, None)
        self.patients.note(item.name, test, run.cases if run is not None else (), marks)
        if error is not None:
            module = self.desk.facts.main_file.removesuffix(".py")
            story = failure_text(error, colour=self.paint.on, width=screen.WIDTH, module=module)
            if out.strip() and test.state == "failed":
                story += "\n\n" + printed(out)
            test = replace(test, message=message(error), text=story)
        self.tests.append(test)
        self.unsolved |= known_as(item.name) if error is not None else set()
        self._hand_on()
        if self.desk.trouble:
            return  # the one sentence at the end says it all
        if problem != self.shown:
            self.shown = problem
            self.write("", screen.problem_line(self.order, problem, self.paint))
        self.write(screen.test_line(test, self.paint))

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, str]:
        return report.outcome, "", ""

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if self.trouble:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        self._end()

    def _end(self) -> None:
        results, paint = self.results(), self.paint
        self._hand_on()
        if results.trouble:
            self.write("", *screen.trouble(results, paint), "")
            if self.desk.trouble:
                self.write(screen.last_line(results))
            return
        self.write(*screen.failures(results, paint), "")
        self.write(*screen.next_step(results, paint), screen.last_line(results))


def _state(error: BaseException | None) -> State:
    if error is None:
        return "passed"
    if isinstance(error, Blocked):
        return "not run"
    if is_unwritten(error):
        return "unwritten"
    outcome = error.outcome if isinstance(error, Failure) else None
    return "not run" if outcome is not None and outcome.kind == "import_failed" else "failed"


def _collect_trouble(report: pytest.CollectReport) -> str:
    """A test file that cannot be loaded: a missing library, or a file that was changed."""
    text = str(report.longrepr)
    for line in text.splitlines():
        if "No module named" in line:
            return not_installed(line.rpartition("No module named")[2].strip(" '\"").split(".")[0])
    last = next((x for x in reversed(text.splitlines()) if x.startswith("E ")), text[-200:])
    name = Path(report.nodeid).name or "the test file"
    return (
        f"{name} cannot be loaded: {last.removeprefix('E ').strip()}\n"
        "Tests are not meant to be changed: take a fresh copy of it out of the zip."
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("course")
    group.addoption("--again", default="pytest -k", help="what runs one problem, for messages")
    group.addoption("--plain", action="store_true", help="pytest's own output, with tracebacks")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    folder = config.rootpath
    desk = Desk(folder, read_facts(folder))
    config.stash[fixtures.OPEN_RUN] = desk.open_run
    reporter = Reporter(config, desk)
    desk.give_up = reporter.give_up
    if config.getoption("--plain") or config.option.collectonly:
        config.pluginmanager.register(Marker(reporter), "course-marker")
        return
    # Pytest's own words step back: its hooks stay in place for editors that listen to them.
    config.option.verbose = -2
    config.option.tbstyle = "no"
    config.option.no_summary = True
    config.pluginmanager.register(reporter, "course-reporter")


class Marker:
    """Only the marks, for `--plain` and for editors that collect tests."""

    def __init__(self, reporter: Reporter) -> None:
        self.pytest_itemcollected = reporter.pytest_itemcollected
