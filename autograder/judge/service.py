"""A process that loads one assignment's grader once, and grades for whoever asks, until hung up on.

Standard input is a socket. An order comes in by it, then one line for each who asks. The process
runs on this machine for `grade`, in an unpacked zip for `verify`, on each worker of a cluster.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from autograder.course import Assignment, Spec
from autograder.course.errors import AutograderError
from autograder.judge.grader import Grader, Options
from autograder.judge.judges import Judges
from autograder.judge.plan import undetermined
from autograder.judge.start import with_grader
from autograder.judge.submission import Submission
from autograder.wire import Closed
from autograder.wire.trusted import receive, send

# From so many submissions on it pays to ask the reference everything once, before judges fork.
WARM_FROM = 4
# And from so many on, to ask every misconception as well, since the wrong answers of a class repeat,
# and to load what some of its answers will load.
FORESEE_FROM = 20


@dataclass(frozen=True)
class Order:
    """How a service shall grade: plain data."""

    spec: str
    root: str = ""  # of the course; empty: where the kit lies, as in a zip
    isolation: str = "auto"
    device: str | None = None
    hide: tuple[str, ...] = ()
    workers: int = 2
    expected: int = 1  # about how many submissions will come
    proof: bool = False  # look also for tests that ask something else each time
    discard: bool = False  # remove the course's folder at the end


def main() -> None:
    """The whole program: `python -c … KIT`."""
    # Whatever else reads standard input, or is forked, has no business with the order's socket.
    control = socket.socket(fileno=os.dup(0))
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    # Ctrl-C is the asker's to handle: it hangs up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(Closed):  # whoever started this has gone already
        _serve(control, Order(**receive(control)[0]), Path(sys.argv[1]))
    sys.stdout.flush()
    os._exit(0)


def _serve(control: socket.socket, order: Order, kit: Path) -> None:
    """Load, then grade; or say to each who asks why that cannot be."""
    root = Path(order.root) if order.root else kit
    options = Options(
        isolation=cast(Any, order.isolation),
        device=order.device,
        hide=tuple(Path(folder) for folder in order.hide),
        many=order.expected >= FORESEE_FROM,
    )

    def work(grader: Grader) -> None:
        Judges(grader, control, order.workers, _facts(grader, order)).run()

    try:
        with_grader(Assignment(root, Spec.from_json(order.spec)), options, work)
    except AutograderError as error:
        _refuse(control, str(error))
    except Exception as error:
        traceback.print_exc()
        _refuse(control, f"the grader failed: {type(error).__name__}: {error}")
    finally:
        if order.discard:
            # On a cluster: whoever made this folder may have been killed.
            shutil.rmtree(root, ignore_errors=True)


def _refuse(control: socket.socket, why: str) -> None:
    while fds := socket.recv_fds(control, 1, 1)[1]:
        with socket.socket(fileno=fds[0]) as line, contextlib.suppress(OSError, Closed):
            send(line, {"error": why})
            receive(line)  # the task: a line that is closed over unread bytes is reset


def _facts(grader: Grader, order: Order) -> dict[str, Any]:
    """What is known before the first submission comes."""
    bench = grader.bench
    warm = order.expected >= WARM_FROM and grader.device == "cpu"
    return {
        "faults": undetermined(bench.suite, bench.answers, bench.device, bench.plans)
        if order.proof
        else [],
        "problem": _warm_up(grader, order.expected >= FORESEE_FROM) if warm else "",
        "tests": len(grader.suite.facts),
        "device": grader.device,
        "isolation": grader.isolation.level,
        "backend": grader.isolation.backend,
        "notes": [*grader.isolation.notes, *grader.notes],
    }


def _warm_up(grader: Grader, foresee: bool) -> str:
    """Grade the reference: its answers are then known to every judge. A sentence if it fails."""
    files = {path.name: path.read_bytes() for path in grader.assignment.solutions()}
    result = grader.grade(Submission(files))
    grader.answers.load_ideas()
    if foresee:
        grader.foresee()
    failed = [test.name for test in result.tests if test.status != "passed"]
    if not failed:
        return ""
    return (
        f"the reference itself fails {len(failed)} of {len(result.tests)} tests here,"
        f" the first is {failed[0]}: look into that before you trust these scores"
    )
