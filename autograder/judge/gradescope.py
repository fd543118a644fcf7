"""Grades one submission where Gradescope puts it; whatever happens, a valid result is written.

run_autograder ── main ──► protect the folders ──► with_grader ──► results.json (atomic, last)
                                 │ a signal, or the clock: the partial result is written instead
                                 │ a fault of the grader: a result that says so is written instead
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

from autograder.course import Assignment
from autograder.course.errors import AutograderError
from autograder.judge.faults import NOT_YOU, broken_result, interrupted, with_faults
from autograder.judge.metadata import read_metadata
from autograder.judge.results import GradingResult, to_json, write_atomically
from autograder.sandbox.errors import SandboxError
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
    def results(self) -> Path:
        return self.root / "results"

    @property
    def results_file(self) -> Path:
        return self.results / "results.json"

    @property
    def closed(self) -> tuple[Path, ...]:
        """What student code must not read or write."""
        return (self.source, self.submission, self.results, self.metadata)


@dataclass
class Progress:
    """The best result so far, for the moment when there is no time left."""

    make: Callable[[], GradingResult] | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def latest(self) -> GradingResult | None:
        return self.make() if self.make else None


def program() -> NoReturn:
    """`main` as a whole program, without the third of a second that taking torch apart takes.

    All that it has opened is closed when it returns.
    """
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """The entry point of run_autograder, and of setup.sh's self-check."""
    options = _options(argv)
    source = Path(__file__).resolve().parents[2]
    if options.self_check:
        from autograder.judge.selfcheck import self_check

        return self_check(Assignment.packaged(source))
    return run(Layout(Path(os.environ.get("AUTOGRADER_ROOT", "/autograder")), source))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run_autograder", description=__doc__)
    parser.add_argument("--self-check", action="store_true", help="grade the reference")
    return parser.parse_args(argv)


def run(layout: Layout) -> int:
    """Grade what lies there. The exit code is 0: a result that explains itself is a result."""
    progress, start = Progress(), time.monotonic()
    points = 0.0
    try:
        progress.notes += close(layout.closed)
        assignment = Assignment.packaged(layout.source)
        points = assignment.spec.points
        result = _grade(layout, assignment, progress, start)
    except (AutograderError, SandboxError) as error:
        result = broken_result(progress.latest, points)
        progress.notes.append(f"THE GRADER HAD A PROBLEM: {error}")
    except Exception:
        result = broken_result(progress.latest, points)
        progress.notes.append(f"THE GRADER HAD A PROBLEM:\n{traceback.format_exc()}")
    finally:
        signal.alarm(0)
    try:
        text = to_json(result)
    except Exception:
        text = to_json(broken_result(None, points))
        progress.notes.append(f"THE RESULT COULD NOT BE WRITTEN:\n{traceback.format_exc()}")
    try:
        _report(result, progress, read_metadata(layout.metadata).lines())
    finally:
        # Standard output is for staff's curiosity; the result does not depend on it.
        write_atomically(layout.results_file, text)
    return 0


def _grade(
    layout: Layout, assignment: Assignment, progress: Progress, start: float
) -> GradingResult:
    from autograder.judge.apart import limit_memory
    from autograder.judge.grader import Grader, Options
    from autograder.judge.start import with_grader
    from autograder.judge.submission import read_submission
    from autograder.judge.written import with_answers

    spec = assignment.spec

    def grade(grader: Grader) -> GradingResult:
        # Only now: the spawner, forked off before, must not inherit these.
        _on_last_call(layout, progress)
        if grader.device == "cpu":
            limit_memory()
        limit = min(spec.total_seconds + MARGIN, spec.timeout_minutes * 60 - MARGIN)
        signal.alarm(max(1, int(limit - (time.monotonic() - start))))
        submission = read_submission(layout.submission, spec)

        def keep(make: Callable[[], GradingResult]) -> None:
            progress.make = lambda: with_answers(make(), submission.answers)

        result = with_faults(grader.grade(submission, partial=keep))
        return with_answers(result, submission.answers)

    wish = os.environ.get("AUTOGRADER_ISOLATION", "auto")
    options = Options(
        isolation="required" if wish == "required" else "off" if wish == "off" else "auto",
        device=os.environ.get("AUTOGRADER_DEVICE") or None,
        hide=tuple(path for path in layout.closed if path.exists()),
        html=os.environ.get("AUTOGRADER_FORMAT") != "text",
    )
    return with_grader(assignment, options, grade)


def _on_last_call(layout: Layout, progress: Progress) -> None:
    """When told to stop, or late, write what there is."""
    me = os.getpid()

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        if os.getpid() == me:
            signal.alarm(0)
            why = "ran out of time" if number == signal.SIGALRM else "was stopped"
            result = interrupted(progress.latest, why)
            print(
                f"staff: grading {why} ({signal.Signals(number).name}); a partial result was kept"
            )
            sys.stdout.flush()
            write_atomically(layout.results_file, to_json(result))
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGALRM, stop)


def close(paths: Sequence[Path]) -> list[str]:
    """Make folders and files root's alone; says where that was not possible."""
    notes = []
    for path in paths:
        try:
            if path.exists():
                path.chmod(0o700 if path.is_dir() else 0o600)
        except OSError as error:
            notes.append(f"{path} could not be closed to student code ({error.strerror})")
    return notes


def _report(result: GradingResult, progress: Progress, facts: Sequence[str]) -> None:
    """Standard output, which Gradescope shows to staff only."""
    for line in (*progress.notes, *facts):
        print(plain(f"staff: {line}"))  # a traceback may quote what a student wrote
    print(result.staff_output, end="")
    if not result.complete:
        print(f"staff: the result is not complete. The student reads: {NOT_YOU}")
    sys.stdout.flush()
