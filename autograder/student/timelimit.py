"""Stops code that never ends, in this very process: by an alarm, or by a watchdog thread."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class TimeLimit(BaseException):
    """Time is up. Not an Exception, so that a student's `except Exception` lets it through."""


# A bare `except:` in a loop swallows even that: raised again so often, then the program ends.
UNSTOPPABLE = (
    "it did not end, and caught the signal to stop: the other tests were not run.\n"
    "Is there a loop with `except:` in it? Write `except ValueError:`, or what you expect"
)
ATTEMPTS = 4
AGAIN = 0.5


@contextmanager
def time_limit(seconds: float, give_up: Callable[[], None] | None = None) -> Iterator[None]:
    """Raise TimeLimit inside the block when its time is up; not while a debugger is on.

    Code that catches everything and goes on is stopped by the end of the whole program:
    `give_up` says so before.
    """
    if seconds <= 0 or sys.gettrace() is not None:
        yield
    elif hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        with _alarm(seconds, give_up):
            yield
    else:
        with _watchdog(seconds, give_up):
            yield


@contextmanager
def _alarm(seconds: float, give_up: Callable[[], None] | None) -> Iterator[None]:
    count = 0

    def ring(number: int, frame: FrameType | None) -> None:
        nonlocal count
        count += 1
        if count > ATTEMPTS:
            _end(give_up)
        raise TimeLimit

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watchdog(seconds: float, give_up: Callable[[], None] | None) -> Iterator[None]:
    """For Windows, which has no alarm: a thread raises the exception in this one."""
    target = ctypes.c_ulong(threading.get_ident())
    done = threading.Event()

    def watch() -> None:
        wait = seconds
        for _ in range(ATTEMPTS):
            if done.wait(wait):
                return
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeLimit))
            wait = AGAIN
        if not done.wait(AGAIN):
            _end(give_up)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _end(give_up: Callable[[], None] | None) -> None:
    try:
        if give_up is not None:
            give_up()
    finally:
        os._exit(1)
