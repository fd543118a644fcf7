"""Forks of a loaded judge, each with a line: judges themselves, and trusted work with limits.

An input that a student chose can send right code into a loop that takes years, or have it ask for
more memory than there is. In a process apart that piece of work has no answer; the judge, and the
other pieces, are none the worse.
"""

from __future__ import annotations

import contextlib
import math
import os
import resource
import select
import signal
import socket
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from autograder.sandbox import kernel
from autograder.wire.frames import Closed, Malformed
from autograder.wire.trusted import hang_up, receive, send

SECONDS = 8  # of processor time that one piece may take: an answer may have PyTorch load a lot
PATIENCE = 60.0  # seconds on the wall for it, on a machine under load
LOSSES = 3  # pieces without an answer, after which the rest is left alone

# Bytes on top of what is loaded: for a process apart, and for comparing one submission's answers.
MEMORY = 256 << 20
MEMORY_TO_COMPARE = 1 << 30


@dataclass(frozen=True)
class Forked:
    """A process forked from this one, and the line to it."""

    line: socket.socket
    pid: int

    def end(self, kill: bool = True) -> int:
        """Hang up, and wait for its exit code."""
        hang_up(self.line)
        if kill:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def forked(work: Callable[[socket.socket], None], memory: int | None = MEMORY) -> Forked:
    """A process that does this work by a line, and lives no longer than this one."""
    ours, theirs = socket.socketpair()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        theirs.close()
        return Forked(ours, pid)
    code = 1
    try:
        ours.close()
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)  # what the judge does on its last call
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            if memory is not None:
                limit_memory(memory)
        warnings.simplefilter("ignore")  # wrong ideas are among what is asked
        if os.getppid() == parent:
            work(theirs)
        code = 0
    except (MemoryError, Malformed, SystemExit):
        pass  # it hangs up, and whoever forked it says so
    except (Closed, ConnectionError):
        code = 0  # nobody asks any more, or nobody listens
    except BaseException:
        traceback.print_exc()
    finally:
        # No clean-up of inherited state: it belongs to the process that forked this one.
        os._exit(code)


def each_apart(work: Callable[[int], Any], number: int, ends: float) -> list[Any]:
    """What `work` gives for 0, 1, 2, …: plain data; None where there is no answer in time."""
    found: list[Any] = []
    while len(found) < number and found.count(None) < LOSSES and time.monotonic() < ends:
        child = forked(partial(_in_turn, work, range(len(found), number)))
        with contextlib.suppress(Closed, ConnectionError):  # it has taken too much
            while len(found) < number:
                left = max(0.0, min(PATIENCE, ends - time.monotonic()))
                if not select.select([child.line], [], [], left)[0]:
                    break
                found.append(receive(child.line)[0])
        child.end()
        if len(found) < number:
            found.append(None)
    return found + [None] * (number - len(found))


def _in_turn(work: Callable[[int], Any], numbers: Iterable[int], line: socket.socket) -> None:
    for number in numbers:
        _allow(SECONDS)
        send(line, work(number))


def _allow(seconds: int) -> None:
    """So much more processor time, then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    limit = math.ceil(used.ru_utime + used.ru_stime) + seconds
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def limit_memory(bytes_more: int = MEMORY_TO_COMPARE) -> None:
    """Hold this process to what it has mapped now and some more: a huge answer costs its test."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (kernel.mapped_now() + bytes_more, hard))


@contextlib.contextmanager
def memory_limited() -> Iterator[None]:
    """The same for a while: a wrong idea that asks for too much has the answer that a judge gets."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    if kernel.LINUX:
        limit_memory()
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
