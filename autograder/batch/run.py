"""One run over a batch: kept results first, the rest graded, each written as it comes."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.batch.entries import Batch, Entry
from autograder.batch.fingerprint import Conditions, conditions, submission_key
from autograder.batch.grades import write_grades
from autograder.batch.pool import Engine, Hearing, grade_here
from autograder.batch.store import Kept, Store
from autograder.batch.summary import FILE, Line, line_of, listing_of, summary_text
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.judges import Task
from autograder.judge.notebook import notebook_source
from autograder.judge.results import result_data, result_from, to_json, write_atomically
from autograder.judge.service import Order
from autograder.judge.submission import Submission, read_submission
from autograder.judge.written import with_answers

RESULTS = "results.json"
NOT_YET: dict[str, Any] = {"tests": [], "seconds": 0.0}
# Faults of a whole folder or disk; any other is that of one file.
EVERYWHERE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True)
class Request:
    """How a batch shall be graded."""

    assignment: Assignment
    out: Path
    cache: Path
    workers: int
    isolation: str = "auto"
    device: str | None = None
    hide: tuple[Path, ...] = ()
    source: Path = Path()  # where the submissions came from


@dataclass
class Watch:
    """Who follows a run: told of each step, never asked."""

    start: Callable[[int, int], None] = lambda total, kept: None
    ready: Callable[[dict[str, Any]], None] = lambda facts: None
    test: Callable[[int], None] = lambda number: None
    line: Callable[[Line], None] = lambda line: None


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    lines: tuple[Line, ...]
    tests: tuple[dict[str, Any], ...]
    kept: int
    notes: tuple[str, ...]
    last: dict[str, Any] | None  # the last result: of a single submission, the only one

    @property
    def ok(self) -> bool:
        """Whether every submission could be graded, whatever its score."""
        return not any(line.trouble for line in self.lines)


@dataclass
class _Run:
    request: Request
    batch: Batch
    watch: Watch
    engine: Engine
    store: Store
    conditions: Conditions
    lines: dict[str, Line] = field(default_factory=dict)
    groups: dict[str, list[Entry]] = field(default_factory=dict)
    tests: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    last: dict[str, Any] | None = None
    answers: dict[str, str] = field(default_factory=dict)  # read by people: no result hangs on them

    def go(self) -> Outcome:
        for entry in self.batch.entries:
            key, kept = self._look_up(entry)
            result, _ = _checked(kept.result) if kept.result is not None else (None, "")
            if result is not None:
                self._finish(entry, result, again=True)
            else:
                # The same bytes handed in twice are graded once.
                self.groups.setdefault(key, []).append(entry)
        kept_count = len(self.lines)
        self.watch.start(len(self.batch.entries), kept_count)
        try:
            if self.groups:
                self._grade()
        finally:
            if self.lines:  # where nothing was graded, older tables may well be right
                self._write_tables()
        lines = tuple(self.lines[entry.name] for entry in self.batch.entries)
        return Outcome(lines, tuple(self.tests), kept_count, self._notes(), self.last)

    def _look_up(self, entry: Entry) -> tuple[str, Kept]:
        # A notebook's own bytes will do for this: a process for each would take its time.
        key = self.store.key(submission_key(self._read(entry, lambda name, data: data)))
        return key, self.store.find(key)

    def _read(
        self, entry: Entry, convert: Callable[[str, bytes], bytes] = notebook_source
    ) -> Submission:
        if entry.place is None:
            return Submission({}, entry.notes, entry.problem)
        found = read_submission(entry.place, self.request.assignment.spec, convert)
        self.answers[entry.name] = found.answers
        return replace(found, notes=(*entry.notes, *found.notes))

    def _grade(self) -> None:
        request = self.request
        order = Order(
            root=str(request.assignment.root),
            spec=request.assignment.spec.to_json(),
            isolation=request.isolation,
            device=request.device,
            hide=tuple(str(path) for path in request.hide),
            workers=min(request.workers, len(self.groups)),
            expected=len(self.groups),
        )
        keys = dict(enumerate(self.groups))
        hearing = Hearing(ready=self._ready, test=self.watch.test)
        for graded in self.engine(order, self._tasks(keys), hearing):
            key = keys[graded.number]
            result, trouble = graded.result, graded.trouble
            if result is not None:
                result, trouble = _checked(result)
            if result is not None:
                self.store.keep(key, result)
            for entry in self.groups[key]:
                if result is None:
                    self._fail(entry, trouble)
                else:
                    self._finish(entry, result)

    def _tasks(self, keys: dict[int, str]) -> Iterator[Task]:
        """Read one after another as they are wanted: a large class need not fit into memory."""
        for number, key in keys.items():
            submission = self._read(self.groups[key][0])
            done = self.store.find(key).done
            facts = submission.files, submission.notes, submission.problem
            yield Task(number, *facts, done, examples=submission.examples)

    def _ready(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.watch.ready(facts)

    def _finish(self, entry: Entry, result: dict[str, Any], again: bool = False) -> None:
        found = with_answers(result_from(result), self.answers.get(entry.name, ""))
        self.tests = self.tests or listing_of(result)
        self.last = result
        unchanged = again and _holds(self._path(entry), found.to_gradescope())
        trouble = "" if unchanged else self._write(entry, to_json(found))
        self._add(line_of(entry, result, trouble, again))

    def _path(self, entry: Entry) -> Path:
        return self.request.out / entry.name / RESULTS

    def _write(self, entry: Entry, text: str) -> str:
        """Why it cannot be written, where that is this file's own trouble."""
        try:
            write_atomically(self._path(entry), text)
        except OSError as error:
            if error.errno in EVERYWHERE:
                raise
            return f"its {RESULTS} cannot be written ({error.strerror})"
        return ""

    def _fail(self, entry: Entry, trouble: str) -> None:
        """No score is a fact here: the file says so, and the tables leave it empty."""
        result = {
            "tests": [],
            "points": self.request.assignment.spec.points,
            "output": (
                f"This submission could not be graded: {trouble}. That is not a score;"
                " your teacher sees it in the list and will look into it."
            ),
            "staff_output": trouble,
            "seconds": 0.0,
            "leaderboard": [],
            "extra": {"trouble": trouble},
            "complete": False,
        }
        found = with_answers(result_from(result), self.answers.get(entry.name, ""))
        self._write(entry, to_json(found))
        self._add(line_of(entry, result, trouble))

    def _add(self, line: Line) -> None:
        self.lines[line.name] = line
        self.watch.line(line)

    def _notes(self) -> tuple[str, ...]:
        return (*self.batch.notes, *filter(None, [self.facts.get("problem")]))

    def _write_tables(self) -> None:
        """Whatever happened: who could not be graded any more is listed without a score."""
        request = self.request
        lines = [
            self.lines.get(e.name) or line_of(e, NOT_YET, "stopped") for e in self.batch.entries
        ]
        about = {
            "device": request.device or request.assignment.spec.device,
            "isolation": request.isolation,
            "level": self.facts.get("isolation", ""),
            "hash": self.conditions.whole,
        }
        text = summary_text(
            request.assignment, lines, self.tests, self._notes(), about, self.batch, request.source
        )
        write_atomically(request.out / FILE, text)
        write_grades(request.out)


def grade_batch(
    batch: Batch, request: Request, watch: Watch | None = None, engine: Engine = grade_here
) -> Outcome:
    """Grade what has changed, and write every result, `grades.csv` and `summary.json`."""
    options: dict[str, object] = {"isolation": request.isolation, "device": request.device}
    state = conditions(request.assignment, options)
    store = Store(request.cache, state)
    with _full_disk_said(request.out):
        return _Run(request, batch, watch or Watch(), engine, store, state).go()


@contextmanager
def _full_disk_said(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in EVERYWHERE:
            raise
        where = error.filename or out
        raise GradingError(
            f"{where} cannot be written: {os.strerror(error.errno)}. What is graded is kept:"
            " make room, then run the same command again"
        ) from None


def _checked(result: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
    """A result as it can be written and kept; or nothing, and why not."""
    try:
        found = result_from(result)
        to_json(found)
        return result_data(found), ""
    except Exception as error:  # whatever it is: one result's fault ends no class
        return None, f"its result cannot be written ({type(error).__name__}: {error})"


def _holds(path: Path, data: dict[str, Any]) -> bool:
    """Whether the file says just this; reading a thousand is much faster than writing them."""
    try:
        return bool(json.loads(path.read_text(encoding="utf-8")) == data)
    except (OSError, ValueError):
        return False
