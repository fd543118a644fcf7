"""Grades one submission where Gradescope puts it; whatever happens, a valid result is written.

run_autograder ── program ──► protect the folders ──► with_grader ──► results.json (atomic, last)
                                 │ a signal, or the clock: the partial result is written instead
                                 │ a fault of the grader: a result that says so is written instead
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn, cast, get_args

from autograder.course import Assignment
from autograder.course.errors import AutograderError, GradingError
from autograder.judge.apart import limit_memory
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.results import (
    NOT_YOU,
    GradingResult,
    broken_result,
    interrupted,
    to_json,
    write_atomically,
)
from autograder.judge.submission import read_submission
from autograder.sandbox.faults import SandboxError
from autograder.sandbox.limits import Wanted
from autograder.testing.feedback import or_less
from autograder.testing.plain import plain

# Between the grader's own limit and Gradescope's there must be time to load, and to write.
MARGIN = 15


@dataclass(frozen=True)
class Layout:
    """Gradescope's folders."""

    root: Path
    source: Path

    @property
    def submission(self) -> Path:
        return self.root / "submission"

    @property
    def metadata(self) -> Path:
        return self.root / "submission_metadata.json"

    @property
    def results_file(self) -> Path:
        return self.root / "results" / "results.json"

    @property
    def closed(self) -> tuple[Path, ...]:
        """What student code must not read or write, of what is there."""
        places = (self.source, self.submission, self.results_file.parent, self.metadata)
        return tuple(place for place in places if place.exists())


@dataclass
class Progress:
    """The best result so far, for the moment when there is no time left."""

    latest: Callable[[], GradingResult | None] = lambda: None
    notes: list[str] = field(default_factory=list)

    def so_far(self) -> GradingResult | None:
        """The best result; nothing where its words are what cannot be made."""
        return or_less(self.latest, None)


def program() -> NoReturn:
    """The whole program of run_autograder, and with --self-check of setup.sh.

    It ends without the third of a second that taking torch apart takes: all that it has opened is
    closed by now.
    """
    source, code = Path(__file__).resolve().parents[2], 0
    if "--self-check" in sys.argv:
        code = self_check(Assignment.packaged(source))
    else:
        run(Layout(Path(os.environ.get("AUTOGRADER_ROOT", "/autograder")), source))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def run(layout: Layout) -> None:
    """Grade what lies there; a result that explains itself is a result."""
    progress, start = Progress(), time.monotonic()
    points = 0.0
    try:
        progress.notes += _close(layout)
        assignment = Assignment.packaged(layout.source)
        points = assignment.spec.points
        result = _grade(layout, assignment, progress, start)
    except Exception as error:
        result = broken_result(progress.so_far(), points)
        told = isinstance(error, (AutograderError, SandboxError))
        why = f" {error}" if told else f"\n{traceback.format_exc()}"
        progress.notes.append(f"THE GRADER HAD A PROBLEM:{why}")
    finally:
        signal.alarm(0)
    try:
        text = to_json(result)
    except Exception:
        text = to_json(broken_result(None, points))
        progress.notes.append(f"THE RESULT COULD NOT BE WRITTEN:\n{traceback.format_exc()}")
    try:
        _tell_staff(progress.notes)
        print(result.staff_output, end="")
        if not result.complete:
            print(f"staff: the result is not complete. The student reads: {NOT_YOU}")
        sys.stdout.flush()
    finally:
        # That is for staff's curiosity; the result does not depend on it.
        write_atomically(layout.results_file, text)


def _tell_staff(lines: list[str]) -> None:
    """On standard output, which Gradescope shows to staff only."""
    for line in lines:
        print(plain(f"staff: {line}"))  # a traceback may quote what a student wrote


def _grade(
    layout: Layout, assignment: Assignment, progress: Progress, start: float
) -> GradingResult:
    spec = assignment.spec

    def grade(grader: Grader) -> GradingResult:
        # Only now: the spawner, forked off before, must not inherit these.
        _on_last_call(layout, progress, spec.points)
        if grader.bench.device == "cpu":
            limit_memory()
        limit = min(spec.total_seconds + MARGIN, spec.timeout_minutes * 60 - MARGIN)
        signal.alarm(max(1, int(limit - (time.monotonic() - start))))

        def keep(make: Callable[[], GradingResult]) -> None:
            progress.latest = make

        return grader.grade(read_submission(layout.submission, spec), partial=keep)

    wish = os.environ.get("AUTOGRADER_ISOLATION") or "auto"
    if wish not in get_args(Wanted):
        raise GradingError(f"AUTOGRADER_ISOLATION is {wish!r}: use auto, required or off")
    options = Options(
        isolation=cast(Wanted, wish),
        device=os.environ.get("AUTOGRADER_DEVICE") or None,
        hide=layout.closed,
        html=os.environ.get("AUTOGRADER_FORMAT") != "text",
    )
    return with_grader(assignment, options, grade)


def _on_last_call(layout: Layout, progress: Progress, points: float) -> None:
    """When told to stop, or late, write what there is."""
    me = os.getpid()

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        if os.getpid() == me:
            signal.alarm(0)
            why = "ran out of time" if number == signal.SIGALRM else "was stopped"
            result = interrupted(progress.so_far(), why, points)
            name = signal.Signals(number).name
            _tell_staff([*progress.notes, f"grading {why} ({name}); what was graded is kept"])
            sys.stdout.flush()
            write_atomically(layout.results_file, to_json(result))
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGALRM, stop)


def _close(layout: Layout) -> list[str]:
    """Make folders and files root's alone; says where that was not possible."""
    notes = []
    for path in layout.closed:
        try:
            path.chmod(0o700 if path.is_dir() else 0o600)
        except OSError as error:
            notes.append(f"{path} could not be closed to student code ({error.strerror})")
    return notes


def self_check(assignment: Assignment) -> int:
    """Grade the reference, as the last step of building an image: 0 where it gets every point."""
    result = with_grader(assignment, Options(), Grader.grade_reference)
    if os.geteuid() == 0 and result.extra.get("isolation") != "full":
        # Grading works all the same, so the build goes on; whoever reads its log should know.
        print(
            "self-check: WARNING: student code is not fully shut in here; the lines below say why"
        )
    lines = result.staff_output.splitlines()
    print("\n".join(line for line in lines if not line.startswith("ok  ")))
    missed, number = len(result.failed), len(result.tests)
    if not number or missed or not result.complete:
        print(f"self-check: the reference misses {missed} of {number} tests")
        return 1
    print(
        f"self-check: the reference of {assignment.slug} passes all {number} tests"
        f" in {result.seconds:.1f} s"
    )
    return 0
