"""Loads what grading one assignment takes, once, in the right order, and plans it."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Callable
from typing import TypeVar

from autograder.course import Assignment
from autograder.course.errors import CourseError, GradingError
from autograder.judge.answers import Answers
from autograder.judge.grader import Grader, Options
from autograder.judge.plan import plan_all
from autograder.judge.stages import Bench
from autograder.judge.suite import collected
from autograder.sandbox import Spawner

T = TypeVar("T")


def with_grader(assignment: Assignment, options: Options, action: Callable[[Grader], T]) -> T:
    """Load everything in the right order and let `action` grade with it.

    The spawner is forked off first: what is loaded after it is in no worker's memory.
    """
    gc.disable()  # nothing that a library makes at its import is garbage
    try:
        for name in assignment.spec.preload:
            _preload(name)
        for name in assignment.spec.preload_for_many if options.many else ():
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    finally:
        gc.freeze()  # nor is it worth being looked through at the first collection after
        gc.enable()
    device, note = _pick_device(options.device or assignment.spec.device)
    spawner = Spawner.start(
        preload=assignment.spec.preload,
        isolation=options.isolation,
        hide=(assignment.root, *options.hide),
        forbidden=map(tuple, assignment.spec.forbid.values()),
    )
    try:
        answers = Answers(assignment)

        with collected(assignment) as suite:
            plans = plan_all(suite, answers, device)
            bench = Bench(assignment, suite, answers, plans, device)
            _ = spawner.isolation  # heard before anything forks
            return action(Grader(bench, spawner, (note,) if note else (), options))
    finally:
        spawner.stop()


def _preload(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        raise CourseError(
            f"course.yml preloads {name}, which is not installed here ({error}):"
            f" install it, or take it out of `preload:`"
        ) from None
    if name == "torch":
        module.set_num_threads(1)


def _pick_device(wanted: str) -> tuple[str, str]:
    """`cpu` or `cuda`, without waking the GPU driver; and a note where the wish could not be met."""
    if wanted not in ("auto", "cpu", "cuda"):
        raise GradingError(f"device {wanted!r} is not known: use auto, cpu or cuda")
    if wanted == "cpu" or "torch" not in sys.modules:
        return "cpu", ""
    # Ask the driver's library, not CUDA itself: CUDA cannot be used in a fork of a process that
    # has initialised it.
    os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"
    import torch

    if torch.cuda.is_available():
        return "cuda", ""
    note = "no GPU was found (or this torch is a CPU build): graded on the CPU instead"
    return "cpu", note if wanted == "cuda" else ""
