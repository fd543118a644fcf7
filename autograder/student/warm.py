"""The warm process behind `check.py --watch`: torch is imported already when a run is asked for.

It reads one line for each run wanted, the problem to begin with, and answers with lines of JSON:
{"results": …} as they grow, then {"ended": exit code}. Where a process can be forked safely after
torch was imported, each run is a fork; elsewhere each run uses the process up.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from autograder.student.desk import read_facts
from autograder.student.plugin import FIRST, LISTENER

# macOS has fork, but its system libraries do not survive it once they have been used.
CAN_FORK = sys.platform.startswith("linux")

Said = dict[str, Any]


class Runner:
    """The watch loop's side: runs the tests when asked, and hears what is said of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._warm()

    def _warm(self) -> None:
        self.busy = False
        self._heard: queue.Queue[Said] = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, str(self.folder / "check.py"), "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # so that it can be ended together with what it forks
        )
        arguments = (self._process, self._heard)
        threading.Thread(target=_listen, args=arguments, daemon=True).start()

    def run(self, first: str) -> None:
        """Ask for a run; one that is still going is of no interest any more."""
        if self.busy or self._process.poll() is not None:
            self.close()
            self._warm()
        assert self._process.stdin is not None
        self.busy = True
        with suppress(OSError):  # where it ended just now, `gone` is on its way
            self._process.stdin.write(first + "\n")
            self._process.stdin.flush()

    def heard(self) -> list[Said]:
        """What came in since the last look."""
        found = []
        while not self._heard.empty():
            said, busy = self._heard.get(), self.busy
            if "gone" in said:
                self._warm()
            if "ended" in said:
                self.busy = False
            if busy:
                found.append(said)
        return found

    def close(self) -> None:
        """End the process, and the run that it may have forked."""
        if self._process.poll() is None:
            if sys.platform == "win32":
                self._process.kill()
            else:
                with suppress(OSError):  # it may have ended by itself
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _listen(process: subprocess.Popen[str], heard: queue.Queue[Said]) -> None:
    for line in process.stdout or ():
        heard.put(json.loads(line))
    heard.put({"gone": True})


def serve(folder: Path, arguments: list[str]) -> int:
    """Run pytest with these arguments whenever asked, until standard input ends."""
    send = _sender()
    for name in read_facts(folder).preload:
        with suppress(ImportError):  # the run itself says what to do
            importlib.import_module(name)
    # What a run would otherwise do again and again: late imports, and sweeping old objects.
    if "torch" in sys.modules:
        importlib.import_module("torch.overrides")
        importlib.import_module("torch.utils._python_dispatch")
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        if not CAN_FORK:
            send({"ended": _run(arguments, line.strip(), send)})
            return 0
        child = os.fork()
        if child == 0:
            os._exit(_run(arguments, line.strip(), send))
        _, status = os.waitpid(child, 0)
        send({"ended": os.waitstatus_to_exitcode(status)})
    return 0


def _run(arguments: list[str], first: str, send: Callable[[Said], None]) -> int:
    """One run of all public tests, in this process; every result is handed on."""

    class Listener:
        def pytest_configure(self, config: pytest.Config) -> None:
            config.stash[FIRST] = first
            config.stash[LISTENER] = lambda results: send({"results": asdict(results)})

    quiet = ["-p", "no:terminal", "-p", "no:faulthandler"]
    return int(pytest.main([*arguments, *quiet], plugins=[Listener()]))


def _sender() -> Callable[[Said], None]:
    """Keep standard output for answers; what anybody prints goes nowhere."""
    channel = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)

    def send(data: Said) -> None:
        left = (json.dumps(data) + "\n").encode()
        while left:
            left = left[os.write(channel, left) :]

    return send
