"""The warm process behind `check.py --watch`: torch is imported already when a run is asked for.

It is told the problem to begin with, and answers with the results as they grow, then with the run's
exit code: `FINISHED` and pytest's own, or whatever the student's code ended it with. Where a process
can be forked safely after torch was imported, each run is a fork; elsewhere each run uses the process
up.
"""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from autograder.student.desk import read_facts
from autograder.student.plugin import FIRST, LISTENER
from autograder.student.screen import Results
from autograder.testing import watch

# macOS has fork, but its system libraries do not survive it once they have been used.
CAN_FORK = sys.platform.startswith("linux")
FINISHED = 200
LAST_WORDS = 5.0  # seconds for a process to be gone that has hung up


class Runner:
    """The watch loop's side: runs the tests when asked, and hears what comes of it."""

    def __init__(self, folder: Path, arguments: list[str]) -> None:
        self.folder, self.arguments = folder, arguments
        self._warm()

    def _warm(self) -> None:
        self.busy = False
        clean = multiprocessing.get_context("spawn")
        self._line, theirs = clean.Pipe()
        order = (self.folder, self.arguments, theirs)
        self._process = clean.Process(target=serve, args=order)
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the line

    def run(self, first: str) -> None:
        """Ask for a run; one that is still going is of no interest any more."""
        if self.busy or not self._process.is_alive():
            self.close()
            self._warm()
        self.busy = True
        with suppress(OSError):  # where it ended just now, that will be heard
            self._line.send(first)

    def heard(self) -> list[Results | int]:
        """What came in since the last look: results, or an exit code."""
        found: list[Results | int] = []
        while self._line.poll():
            busy = self.busy
            try:
                said = self._line.recv()
            except Exception:  # it is gone, or says what nobody here can read
                self._process.join(LAST_WORDS)
                self.close()
                said = self._process.exitcode
                self._warm()
            if not isinstance(said, Results):
                self.busy = False
            found += [said] if busy else []
        return found

    def close(self) -> None:
        """End the process, and the run that it may have forked."""
        if sys.platform != "win32" and self._process.pid is not None and self._process.is_alive():
            with suppress(OSError):  # it may have no session of its own yet, or have ended
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._line.close()


def serve(folder: Path, arguments: list[str], line: Connection) -> None:
    """Run pytest with these arguments whenever asked, until nobody is there to ask."""
    if sys.platform != "win32":
        os.setsid()  # Ctrl-C is for the loop, which then ends this and what it forked
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    facts = read_facts(folder)
    for name in facts.preload:
        with suppress(ImportError):  # the run itself says what to do
            importlib.import_module(name)
    # What a run would otherwise do again and again: late imports, closing what is forbidden while
    # the file is loaded, and sweeping old objects.
    if "torch" in sys.modules:
        importlib.import_module("torch.overrides")
        importlib.import_module("torch.utils._python_dispatch")
    watch.close(facts.forbidden)
    gc.collect()
    gc.freeze()
    with suppress(EOFError, OSError):
        while True:
            first = line.recv()
            if not CAN_FORK:
                return line.send(_run(arguments, first, line))
            child = os.fork()
            if child == 0:
                os._exit(_run(arguments, first, line))
            _, status = os.waitpid(child, 0)
            line.send(os.waitstatus_to_exitcode(status))


def _run(arguments: list[str], first: str, line: Connection) -> int:
    """One run of all public tests, in this process; every result is handed on."""

    class Listener:
        def pytest_configure(self, config: pytest.Config) -> None:
            config.stash[FIRST] = first
            config.stash[LISTENER] = line.send

    quiet = ["-p", "no:terminal", "-p", "no:faulthandler"]
    return FINISHED + pytest.main([*arguments, *quiet], plugins=[Listener()])
