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
from typing import Any, NoReturn

from autograder.judge.memory import limit_memory
from autograder.sandbox import kernel
from autograder.wire import Closed
from autograder.wire.trusted import receive, send

SECONDS = 2  # of processor time that one piece may take
PATIENCE = 60.0  # seconds on the wall for it, on a machine under load
MEMORY = 256 << 20  # bytes on top of what is loaded
LOSSES = 3  # pieces without an answer, after which the rest is left alone


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
    ours, theirs = socket.socketpair()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        ours.close()
        _live(work, numbers, theirs)
    theirs.close()
    found = []
    try:
        for _ in numbers:
            left = max(0.0, min(PATIENCE, ends - time.monotonic()))
            if not select.select([ours], [], [], left)[0]:
                break
            found.append(receive(ours)[0])
    except (Closed, ConnectionError):
        pass  # it has taken too much
    finally:
        ours.close()
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return found


def _live(work: Callable[[int], Any], numbers: Iterable[int], line: socket.socket) -> NoReturn:
    """The child's whole life."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            limit_memory(MEMORY)
        warnings.simplefilter("ignore")  # wrong ideas are among what is asked
        for number in numbers:
            _allow(SECONDS)
            send(line, work(number))
    except MemoryError:
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _allow(seconds: int) -> None:
    """So much more processor time, then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    limit = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
    )
