"""A process that loads one assignment's grader once and grades what it is sent.

    python -m autograder.batch.service

Frames of JSON come in on standard input and go out on standard output: first how to grade, then
one task after another. It runs on this machine, or on each worker of a cluster.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from autograder.batch import frames
from autograder.batch.judges import Judges
from autograder.course import Assignment, Spec
from autograder.course.errors import AutograderError
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.submission import Submission

# From so many submissions on it pays to ask the reference everything once, before judges fork.
WARM_FROM = 4
# And from so many on, to ask every misconception as well, since the wrong answers of a class repeat,
# and to load what some of its answers will load.
FORESEE_FROM = 20


def serve(source: int, target: int) -> None:
    """Read how to grade, load, say so, grade."""
    inbox = frames.Inbox(source)
    messages: list[dict[str, Any]] = []
    while not messages and not inbox.closed:
        messages = inbox.take()
    if not messages:
        return
    order, *tasks = messages
    assignment = Assignment(Path(order["root"]), Spec.from_json(order["spec"]))
    options = Options(
        isolation=order["isolation"],
        device=order["device"],
        hide=tuple(Path(folder) for folder in order["hide"]),
        many=order["expected"] >= FORESEE_FROM,
    )

    def work(grader: Grader) -> None:
        warm = order["expected"] >= WARM_FROM and grader.device == "cpu"
        problem = _warm_up(grader, order["expected"] >= FORESEE_FROM) if warm else ""
        frames.send(
            target,
            {
                "ready": True,
                "tests": len(grader.suite.facts),
                "device": grader.device,
                "isolation": grader.isolation.level,
                "backend": grader.isolation.backend,
                "notes": [*grader.isolation.notes, *grader.notes],
                "problem": problem,
            },
        )
        judges = Judges(grader, inbox, target, order["workers"])
        judges.take(tasks)
        judges.run()

    try:
        with_grader(assignment, options, work)
    except BrokenPipeError:
        pass  # whoever asked is gone
    except AutograderError as error:
        frames.send(target, {"error": str(error)})
    except Exception as error:
        frames.send(target, {"error": f"the grader could not start: {error}"})
        raise
    finally:
        if order.get("discard"):
            # On a cluster: whoever made this folder may have been killed.
            shutil.rmtree(order["discard"], ignore_errors=True)


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


def main() -> None:
    """Keep standard output for frames alone, whatever else may print."""
    target = os.dup(1)
    os.dup2(2, 1)
    os.set_inheritable(target, False)
    # Ctrl-C is the asker's to handle: it hangs up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(BrokenPipeError):
        serve(0, target)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
