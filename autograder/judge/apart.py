"""Does trusted work on inputs that a student chose, in a process of its own, with limits.

An input can send right code into a loop that takes years, or have it ask for more memory than there
is. Then this piece of work has no answer; the judge, and the other pieces, are none the worse.
"""

from __future__ import annotations

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
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from autograder.sandbox import kernel
from autograder.wire import Closed, Malformed
from autograder.wire.trusted import receive, send

SECONDS = 2  # of processor time that one piece may take
PATIENCE = 60.0  # seconds on the wall for it, on a machine under load
LOSSES = 3  # pieces without an answer, after which the rest is left alone

# Bytes on top of what is loaded: for a process apart, and for comparing one submission's answers.
MEMORY = 256 << 20
MEMORY_TO_COMPARE = 1 << 30


@dataclass(frozen=True)
class Apart:
    """A process that works apart, and the line to it."""

    line: socket.socket
    pid: int

    def end(self) -> None:
        self.line.close()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def fork_apart(work: Callable[[socket.socket], None]) -> Apart:
    """A process that does this work by a line, until it is ended."""
    ours, theirs = socket.socketpair()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        ours.close()
        _live(work, theirs, parent)
    theirs.close()
    return Apart(ours, pid)


def _live(work: Callable[[socket.socket], None], line: socket.socket, parent: int) -> NoReturn:
    """The child's whole life."""
    try:
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)  # what the judge does on its last call
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            limit_memory(MEMORY)
        warnings.simplefilter("ignore")  # wrong ideas are among what is asked
        if os.getppid() == parent:
            work(line)
    except (MemoryError, Malformed, Closed, OSError):
        pass  # it hangs up, and the judge says so
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def each_apart(work: Callable[[int], Any], number: int, ends: float) -> list[Any]:
    """What `work` gives for 0, 1, 2, …: plain data; None where there is no answer in time."""
    found: list[Any] = []
    while len(found) < number and found.count(None) < LOSSES and time.monotonic() < ends:
        found += _by_child(work, range(len(found), number), ends)
        if len(found) < number:
            found.append(None)
    return found + [None] * (number - len(found))


def _by_child(work: Callable[[int], Any], numbers: Iterable[int], ends: float) -> list[Any]:
    """The answers up to the first one that does not come."""

    def all_of_it(line: socket.socket) -> None:
        for number in numbers:
            _allow(SECONDS)
            send(line, work(number))

    child = fork_apart(all_of_it)
    found = []
    try:
        for _ in numbers:
            left = max(0.0, min(PATIENCE, ends - time.monotonic()))
            if not select.select([child.line], [], [], left)[0]:
                break
            found.append(receive(child.line)[0])
    except (Closed, ConnectionError):
        pass  # it has taken too much
    finally:
        child.end()
    return found


def _allow(seconds: int) -> None:
    """So much more processor time, then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    limit = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
    )


def limit_memory(bytes_more: int = MEMORY_TO_COMPARE) -> None:
    """Hold this process to what it has mapped now and some more: a huge answer costs its test."""
    with open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (mapped + bytes_more, hard))
