"""A worker's first steps, from the fork to its first request."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from dataclasses import dataclass
from typing import NoReturn

from autograder.sandbox import kernel
from autograder.sandbox.cells import Cell
from autograder.sandbox.confine import Bounds, become, bounds, confine, settle
from autograder.sandbox.frames import Closed
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job, job_of
from autograder.sandbox.orders import receive_order
from autograder.sandbox.seeds import sow
from autograder.sandbox.worker import Student, serve
from autograder.testing import watch

GO = b"!"  # says that student code may run now; the lines to the judge ride along
FAULT = 70  # exit code of a worker that could not be shut in


@dataclass(frozen=True)
class Outfit:
    """A job, and what has been done for every worker of it."""

    job: Job
    bounds: Bounds


def fit_out(job: Job, ground: Ground, rules: int | None = None) -> Outfit:
    """Do here what is the same for all workers of a job, be it one or many that are forked."""
    sys.path[:0] = [place for place in (job.folder, *job.support) if place not in sys.path]
    sys.dont_write_bytecode = True
    watch.install(job.forbid)
    sow(job.seed, job.device)
    return Outfit(job, bounds(job, ground, rules))


def begin(
    cell: Cell, ground: Ground, line: int, report: int, outfit: Outfit | None = None
) -> NoReturn:
    """Shut this process in, wait until it is needed, and serve the judge.

    Without an outfit the job is to come over the line.
    """
    try:
        kernel.be_called("worker")
        os.setsid()
        rules = () if outfit is None or outfit.bounds.rules is None else (outfit.bounds.rules,)
        kernel.close_all_but({line, report, *rules, *ground.doors})
        keeper = socket.socket(fileno=line)
        if outfit is None:
            outfit = fit_out(_job_from(keeper), ground)
            settle(ground)
        become(cell)
        confine(cell, outfit.job, ground, outfit.bounds)
        student = Student(outfit.job)
        os.write(report, b"+")
        os.close(report)
        channel = _wait_for_go(keeper)
    except Closed:
        os._exit(0)  # the session ended before this spare was needed
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(report, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:4000])
        os._exit(FAULT)
    try:
        serve(channel, student)
    finally:
        os._exit(1)


def _job_from(line: socket.socket) -> Job:
    order, _ = receive_order(line)
    return job_of(order)


def _wait_for_go(line: socket.socket) -> socket.socket:
    """Until nothing is left of the worker before this one; the line to the judge."""
    with line:
        message, fds, _, _ = socket.recv_fds(line, 1, 2)
    if not message:
        raise Closed
    channel, output = fds
    os.dup2(output, 1, inheritable=True)
    os.dup2(output, 2, inheritable=True)
    os.close(output)
    return socket.socket(fileno=channel)
