"""A worker's first steps, from the fork to its first request."""

from __future__ import annotations

import os
import signal
import socket
import sys
from typing import NoReturn

from autograder.sandbox.cells import Cell
from autograder.sandbox.confine import confine
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job
from autograder.sandbox.kernel import close_all_but
from autograder.sandbox.worker import serve

FAULT = 70  # exit code of a worker that could not be shut in


def begin(cell: Cell, job: Job, ground: Ground, channel: int, output: int, report: int) -> NoReturn:
    """Shut this process in, tell the session so, and serve the judge."""
    try:
        _reset_signals()
        os.setsid()
        _replace_streams(output)
        close_all_but({channel, report, *ground.doors})
        confine(cell, job, ground)
        sys.path[:0] = [cell.folder, *cell.support]
        sys.path_importer_cache.clear()
        os.write(report, b"+")
        os.close(report)
    except BaseException as error:
        os.write(report, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:4000])
        os._exit(FAULT)
    try:
        serve(socket.socket(fileno=channel), job, cell.folder)
    finally:
        os._exit(1)


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
    sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)
    sys.stdout = open(1, "w", 1, encoding="utf-8", errors="replace", closefd=False)
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="replace", closefd=False)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
