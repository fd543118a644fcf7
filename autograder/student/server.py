"""The warm process behind `check.py --watch`: torch is imported already when a run is asked for.

It reads one line for each run wanted, the problem to begin with, and answers with lines of JSON:
{"pid": …}, then {"results": …} as they grow, then {"ended": exit code}. Where a process can be
forked safely after torch was imported, each run is a fork; elsewhere each run uses the process up.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from autograder.student.desk import read_facts
from autograder.student.plugin import FIRST, LISTENER
from autograder.testing.results import Results

# macOS has fork, but its system libraries do not survive it once they have been used.
CAN_FORK = sys.platform.startswith("linux")

Send = Callable[[dict[str, Any]], None]


def serve(folder: Path, arguments: list[str]) -> int:
    """Run pytest with these arguments whenever asked, until standard input ends."""
    send = _sender()
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the loop, which then ends us
    for name in read_facts(folder).preload:
        with suppress(ImportError):  # the run itself says what to do
            importlib.import_module(name)
    _warm_up()
    for line in sys.stdin:
        first = line.strip()
        if not CAN_FORK:
            send({"pid": os.getpid()})
            send({"ended": run(arguments, first, send)})
            return 0
        child = os.fork()
        if child == 0:
            os._exit(run(arguments, first, send))
        send({"pid": child})
        _, status = os.waitpid(child, 0)
        send({"ended": os.waitstatus_to_exitcode(status)})
    return 0


def _warm_up() -> None:
    """What a run would otherwise do again and again: late imports, and sweeping old objects."""
    importlib.import_module("autograder.testing.report")
    if "torch" in sys.modules:
        importlib.import_module("torch.overrides")
        importlib.import_module("torch.utils._python_dispatch")
    gc.collect()
    gc.freeze()


def run(arguments: list[str], first: str, send: Send) -> int:
    """One run of all public tests, in this process."""
    quiet = ["-p", "no:terminal", "-p", "no:faulthandler"]
    return int(pytest.main([*arguments, *quiet], plugins=[Listener(first, send)]))


class Listener:
    """Hands every result on."""

    def __init__(self, first: str, send: Send) -> None:
        self.first = first
        self.send = send

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[FIRST] = self.first
        config.stash[LISTENER] = self.hear

    def hear(self, results: Results) -> None:
        self.send({"results": results.to_data()})


def _sender() -> Send:
    """Keep standard output for answers; what anybody prints goes nowhere."""
    channel = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)

    def send(data: dict[str, Any]) -> None:
        left = (json.dumps(data) + "\n").encode()
        while left:
            left = left[os.write(channel, left) :]

    return send
