"""A worker's first steps, from the fork to its first request."""

from __future__ import annotations

import os
import signal
import socket
import sys
from typing import Any, NoReturn

from autograder.sandbox import kernel
from autograder.sandbox.cells import Cell
from autograder.sandbox.confine import become, confine
from autograder.sandbox.frames import Closed
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job, job_of
from autograder.sandbox.orders import receive_order
from autograder.sandbox.worker import Student, serve

GO = b"!"  # says that student code may run now
FAULT = 70  # exit code of a worker that could not be shut in


def begin(cell: Cell, ground: Ground, line: int, report: int) -> NoReturn:
    """Shut this process in as far as possible, wait for a job, and serve the judge."""
    try:
        kernel.be_called("worker")
        _reset_signals()
        os.setsid()
        kernel.close_all_but({line, report, *ground.doors})
        become(cell)
        keeper = socket.socket(fileno=line)
        job, channel, rules = _take_job(keeper)
        confine(cell, job, ground, rules)
        sys.path[:0] = [cell.folder, *job.support]
        sys.dont_write_bytecode = True
        student = Student(job, cell.folder)
        os.write(report, b"+")
        os.close(report)
        _wait_for_go(keeper)
    except Closed:
        os._exit(0)  # the session ended before this spare was needed
    except BaseException as error:
        os.write(report, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:4000])
        os._exit(FAULT)
    try:
        serve(channel, student)
    finally:
        os._exit(1)


def _take_job(line: socket.socket) -> tuple[Job, socket.socket, int | None]:
    """What to do, the line to the judge, and the session's rules of access, if it has any."""
    order, (channel, output, *rules) = receive_order(line)
    _replace_streams(output)
    return job_of(order), socket.socket(fileno=channel), rules[0] if rules else None


def _wait_for_go(line: socket.socket) -> None:
    """Until nothing is left of the worker before this one."""
    with line:
        if not line.recv(1):
            raise Closed


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _replace_streams(output: int) -> None:
    """Nothing to read, and all that is printed goes to the judge, line by line."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target, inheritable=True)
    os.close(nothing)
    os.close(output)
    sys.stdin = _stream(0, "r")
    sys.stdout = _stream(1, "w")
    sys.stderr = _stream(2, "w")
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, f"__{name}__", getattr(sys, name))


def _stream(fd: int, mode: str) -> Any:
    return os.fdopen(fd, mode, 1, encoding="utf-8", errors="replace", closefd=False)
