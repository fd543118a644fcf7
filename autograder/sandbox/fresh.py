"""Sessions and workers as newly executed processes: where a fork after `import torch` is unsafe.

Slower, for every worker imports its libraries again, but the same steps from there on. A spare
worker is always under way, so that part of the wait is hidden.
"""

from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, NoReturn

from autograder.sandbox.begin import begin
from autograder.sandbox.cells import Cell
from autograder.sandbox.doors import open_doors
from autograder.sandbox.errors import NotIsolated, SandboxError, SpawnerGone
from autograder.sandbox.forget import CLEAN
from autograder.sandbox.frames import Closed
from autograder.sandbox.ground import Ground
from autograder.sandbox.keeper import Keeper
from autograder.sandbox.limits import Isolation
from autograder.sandbox.namespaces import enter, hide_folders
from autograder.sandbox.orders import receive_order, send_order
from autograder.sandbox.survey import Wanted, survey


def wanted_here() -> bool:
    """Whether this machine, or whoever tests on it, asks for fresh processes."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("AUTOGRADER_FRESH_WORKERS"))


def open_session(
    preload: Sequence[str], wanted: Wanted, hide: Sequence[str]
) -> tuple[socket.socket, Isolation]:
    """Execute a session's process; the line to it, and how well it can shut its workers in."""
    ours, theirs = socket.socketpair()
    with theirs:
        subprocess.Popen(
            _command("keep", theirs.fileno()),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=dict(CLEAN),
            start_new_session=True,
        )
    start = {"preload": tuple(preload), "wanted": wanted, "hide": tuple(hide), "path": _path()}
    try:
        send_order(ours, start)
        facts, _ = receive_order(ours)
    except (OSError, Closed):
        raise SpawnerGone("a session's process ended at its start: see its message above") from None
    if "fault" in facts:
        raise (NotIsolated if facts["level"] else SandboxError)(facts["fault"])
    return ours, Isolation(**facts)


def _path() -> tuple[str, ...]:
    return tuple(os.path.abspath(entry) for entry in sys.path)


def _command(function: str, *fds: int) -> list[str]:
    here = str(Path(__file__).resolve().parents[2])
    site = [here, *(entry for entry in _path() if entry != here)]
    arguments = ", ".join(str(fd) for fd in fds)
    code = f"import sys; sys.path[:] = {site!r}; from autograder.sandbox import fresh; "
    return [sys.executable, "-I", "-c", f"{code}fresh.{function}({arguments})"]


def keep(line: int) -> NoReturn:
    """The life of a session's process."""
    judge = socket.socket(fileno=line)
    start, _ = receive_order(judge)
    try:
        ground = survey(start["wanted"], start["hide"])
    except SandboxError as error:
        level = "none" if isinstance(error, NotIsolated) else ""
        send_order(judge, {"fault": str(error), "level": level})
        os._exit(1)
    send_order(
        judge,
        {**asdict(ground.isolation), "backend": f"{ground.isolation.backend}, fresh processes"},
    )
    outside = None
    if ground.namespaces:
        outside = enter(ground)
    elif ground.covered:
        outside = hide_folders(ground.hide)

    def launch(cell: Cell, channel: int, report: int) -> int:
        return _launch(cell, channel, report, ground, start["preload"])

    Keeper(judge, ground, outside, launch).run()
    os._exit(0)


def _launch(cell: Cell, line: int, report: int, ground: Ground, preload: Sequence[str]) -> int:
    """Execute a worker's process and tell it where it is."""
    ahead, theirs = socket.socketpair()
    for fd in (line, report, theirs.fileno()):
        os.set_inheritable(fd, True)
    command = _command("work", theirs.fileno(), line, report)
    pid = os.posix_spawn(command[0], command, dict(CLEAN))
    theirs.close()
    try:
        order: dict[str, Any] = {"cell": vars(cell), "ground": asdict(ground), "preload": preload}
        send_order(ahead, order)
    except OSError:
        pass  # it has ended; that is noticed where all ends are
    finally:
        ahead.close()
    return pid


def work(ahead: int, line: int, report: int) -> NoReturn:
    """The life of a worker's process up to where a forked one begins."""
    try:
        with socket.socket(fileno=ahead) as sender:
            order, _ = receive_order(sender)
        facts = order["ground"]
        ground = Ground(**{**facts, "isolation": Isolation(**facts["isolation"])})
        for module in order["preload"]:
            importlib.import_module(module)
            if module == "numpy":
                importlib.import_module("numpy.random")
        doors = open_doors(ground.hide) if ground.own_users else ()
        begin(Cell(**order["cell"]), replace(ground, doors=doors), line, report)
    except BaseException as error:
        os.write(report, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:4000])
        os._exit(70)
