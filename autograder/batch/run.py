"""What `autograder grade` does: kept results first, the rest graded, each written as it comes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.batch.cache import Cache, conditions
from autograder.batch.entries import Batch, Entry
from autograder.batch.exports import opened, refuse_other_assignment
from autograder.batch.grades import write_grades
from autograder.batch.pool import Engine, grade_here
from autograder.batch.summary import (
    FILE,
    Cases,
    SummaryLine,
    add_cases,
    line_of,
    listing_of,
    summary_text,
)
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.results import (
    GradingResult,
    result_from,
    to_json,
    with_answers,
    write_atomically,
)
from autograder.judge.service import Order, Task
from autograder.judge.submission import (
    Convert,
    Submission,
    notebook_source,
    read_submission,
)
from autograder.sandbox.limits import Wanted

# Faults of a whole folder or disk; any other is that of one file.
EVERYWHERE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True)
class RunRequest:
    """How submissions shall be graded."""

    assignment: Assignment
    out: Path
    cache: Path | None = None  # None: in `out`
    workers: int | None = None  # None: one for each processor
    isolation: Wanted = "auto"
    device: str | None = None
    engine: Engine = grade_here


@dataclass(frozen=True)
class RunProgress:
    """Who follows a run: told how many steps there are, of each of them, and of what is odd."""

    total: Callable[[int], None] = lambda number: None
    step: Callable[[], None] = lambda: None  # a submission; or a test, where there is only one
    note: Callable[[str], None] = lambda text: None


NOBODY = RunProgress()


@dataclass(frozen=True)
class RunOutcome:
    """What a run came to."""

    batch: Batch
    lines: tuple[SummaryLine, ...]
    kept: int
    notes: tuple[str, ...]  # of the submissions; what the grader had to say was said
    last: GradingResult | None  # of a single submission, the only one

    @property
    def ok(self) -> bool:
        """Whether every submission could be graded, whatever its score."""
        return not any(line.trouble for line in self.lines)


def grade(place: Path, request: RunRequest, progress: RunProgress = NOBODY) -> RunOutcome:
    """Read the submissions, grade what has changed, write everything."""
    out = request.out
    if out.exists() and not out.is_dir():
        raise GradingError(f"--out {out} is a file: name a folder for the results")
    if place.exists() and out.resolve() == place.resolve():
        raise GradingError(f"--out {out} is the folder of the submissions: name another one")
    with opened(place, request.assignment.spec, out) as batch:
        refuse_other_assignment(batch, request.assignment)
        return grade_batch(batch, request, progress, place.resolve())


def grade_batch(
    batch: Batch, request: RunRequest, progress: RunProgress = NOBODY, source: Path = Path()
) -> RunOutcome:
    """Grade what has changed, and write every result, `grades.csv` and `summary.json`."""
    options: dict[str, object] = {"isolation": request.isolation, "device": request.device}
    state = conditions(request.assignment, options)
    cache = Cache(request.cache or request.out / ".cache", state)
    with _full_disk_said(request.out):
        return _Run(request, batch, progress, source, cache).go()


@dataclass
class _Run:
    request: RunRequest
    batch: Batch
    progress: RunProgress
    source: Path  # where the submissions came from
    cache: Cache
    lines: dict[str, SummaryLine] = field(default_factory=dict)
    groups: dict[str, list[Entry]] = field(default_factory=dict)  # by the same bytes handed in
    cases: Cases = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    last: GradingResult | None = None
    answers: dict[str, str] = field(default_factory=dict)  # read by people: no result hangs on them

    def go(self) -> RunOutcome:
        for entry in self.batch.entries:
            # A notebook's own bytes will do for this: a process for each would take its time.
            key = self.cache.conditions.key(self._read(entry, lambda name, data, asked: data))
            result, _ = _checked(self.cache.find(key)[0])
            if result is not None:
                self._finish(entry, result)
            else:
                self.groups.setdefault(key, []).append(entry)
        kept = len(self.lines)
        try:
            if self.groups:
                self._grade()
        finally:
            if self.lines:  # where nothing was graded, older tables may well be right
                self._write_tables()
        lines = tuple(self.lines[entry.name] for entry in self.batch.entries)
        return RunOutcome(self.batch, lines, kept, self.batch.notes, self.last)

    def _read(self, entry: Entry, convert: Convert = notebook_source) -> Submission:
        if entry.place is None:
            return Submission({}, entry.notes, entry.problem)
        found = read_submission(entry.place, self.request.assignment.spec, convert)
        self.answers[entry.name] = found.answers
        return replace(found, notes=(*entry.notes, *found.notes))

    def _grade(self) -> None:
        request, keys = self.request, list(self.groups)
        order = Order(
            root=str(request.assignment.root),
            spec=request.assignment.spec.to_json(),
            options={
                "isolation": request.isolation,
                "device": request.device,
                "hide": (str(request.out.resolve()), str(self.source)),
            },
            workers=min(request.workers or processors(), len(keys)),
            expected=len(keys),
        )
        alone = len(self.batch.entries) == 1
        for task, message in request.engine(order, self._tasks(keys)):
            if "facts" in message and not self.facts:
                self.facts = facts = message["facts"]
                for note in filter(None, (*facts["notes"], facts["problem"])):
                    self.progress.note(note)
                self.progress.total(facts["tests"] if alone else len(keys))
            if "result" in message:
                self._settle(keys[task.number], **message)
            if ("test" if alone else "result") in message:
                self.progress.step()

    def _settle(self, key: str, result: dict[str, Any] | None, trouble: str = "") -> None:
        """What came of one task, for all who handed in the same."""
        found, why = _checked(result)
        for entry in self.groups[key]:
            if found is None:
                self._fail(entry, trouble or why)
            else:
                self._finish(entry, found)
        if found is not None and all(self.lines[entry.name].graded for entry in self.groups[key]):
            self.cache.keep(key, asdict(found))

    def _tasks(self, keys: list[str]) -> Iterator[Task]:
        """Read one after another as they are wanted: a large class need not fit into memory."""
        for number, key in enumerate(keys):
            submission = self._read(self.groups[key][0])
            _, done = self.cache.find(key)
            yield Task(**{**vars(submission), "answers": ""}, number=number, done=done)

    def _finish(self, entry: Entry, result: GradingResult) -> None:
        if trouble := self._write(entry, result):
            return self._fail(entry, trouble)
        self.last = result
        add_cases(self.cases, result.tests)
        self.lines[entry.name] = line_of(entry, result)

    def _fail(self, entry: Entry, trouble: str) -> None:
        """No score is a fact here: the file says so, and the tables leave it empty."""
        told = (
            f"This submission could not be graded: {trouble}. That is not a score; your teacher"
            " sees it in the list and will look into it."
        )
        points, extra = self.request.assignment.spec.points, {"trouble": trouble}
        self._write(entry, GradingResult((), points, told, trouble, extra=extra, complete=False))
        self.lines[entry.name] = line_of(entry, None, trouble)

    def _write(self, entry: Entry, result: GradingResult) -> str:
        """Why it cannot be written, where that is this file's own trouble."""
        path = self.request.out / entry.name / "results.json"
        try:
            text = to_json(with_answers(result, self.answers.get(entry.name, "")))
            # Reading a thousand files that say just this is much faster than writing them.
            if not path.is_file() or path.read_bytes() != text.encode():
                write_atomically(path, text)
        except OSError as error:
            if error.errno in EVERYWHERE:
                raise
            return f"its results.json cannot be written ({error.strerror})"
        except Exception as error:  # whatever it is: one result's fault ends no class
            return f"its result cannot be written ({type(error).__name__}: {error})"
        return ""

    def _write_tables(self) -> None:
        """Whatever happened: who could not be graded any more is listed without a score."""
        request = self.request
        text = summary_text(
            request.assignment,
            self.batch,
            self.source,
            [self.lines.get(e.name) or line_of(e, None, "stopped") for e in self.batch.entries],
            tests=listing_of(self.last) if self.last else [],
            cases=self.cases,
            notes=[*self.batch.notes, *filter(None, [self.facts.get("problem")])],
        )
        write_atomically(request.out / FILE, text)
        write_grades(request.out)


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


def _checked(data: dict[str, Any] | None) -> tuple[GradingResult | None, str]:
    """A result out of plain data, from a judge or kept; or nothing, and why not."""
    try:
        return (result_from(data) if data is not None else None), ""
    except Exception as error:
        return None, f"its result cannot be written ({type(error).__name__}: {error})"


def processors() -> int:
    """Those that this process may use, which in a container are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
