"""Keepers and workers as newly executed programs: where a fork after `import torch` is unsafe.

Slower, for every worker imports its libraries again, but the same steps from there on.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import NoReturn

from autograder.sandbox.confine import access
from autograder.sandbox.doors import open_doors
from autograder.sandbox.errors import NotIsolated, SandboxError, SpawnerGone
from autograder.sandbox.folder import Folder
from autograder.sandbox.forget import CLEAN
from autograder.sandbox.isolation import Isolation, Machine, Wanted
from autograder.sandbox.keeping import keep
from autograder.sandbox.limits import Conditions
from autograder.sandbox.survey import survey
from autograder.sandbox.worker import live
from autograder.wire import Closed
from autograder.wire.trusted import receive, send


def wanted_here() -> bool:
    """Whether this machine, or whoever tests on it, asks for fresh processes."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("AUTOGRADER_FRESH_WORKERS"))


def open_keeper(
    preload: Sequence[str], wanted: Wanted, hide: Sequence[str]
) -> tuple[socket.socket, Isolation]:
    """Execute a keeper; the line to it, and how well it can shut its workers in."""
    ours, theirs = socket.socketpair()
    with theirs:
        subprocess.Popen(
            _command("be_keeper", theirs.fileno()),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=dict(CLEAN),
            start_new_session=True,
        )
    try:
        send(ours, {"preload": tuple(preload), "wanted": wanted, "hide": tuple(hide)})
        facts, _ = receive(ours)
    except (OSError, Closed):
        raise SpawnerGone("a keeper ended at its start: see its message above") from None
    if "fault" in facts:
        raise (NotIsolated if facts["level"] else SandboxError)(facts["fault"])
    return ours, Isolation(**facts)


def _command(function: str, *fds: int) -> list[str]:
    here = str(Path(__file__).resolve().parents[2])
    path = [os.path.abspath(entry) for entry in sys.path]
    site = [here, *(entry for entry in path if entry != here)]
    arguments = ", ".join(str(fd) for fd in fds)
    code = f"import sys; sys.path[:] = {site!r}; from autograder.sandbox import executed; "
    return [sys.executable, "-I", "-c", f"{code}executed.{function}({arguments})"]


def be_keeper(line: int) -> NoReturn:
    """The life of a keeper's process."""
    judge = socket.socket(fileno=line)
    start, _ = receive(judge)
    try:
        machine = survey(start["wanted"], start["hide"])
    except SandboxError as error:
        level = "none" if isinstance(error, NotIsolated) else ""
        send(judge, {"fault": str(error), "level": level})
        os._exit(1)
    isolation = machine.isolation
    isolation = replace(isolation, backend=f"{isolation.backend}, fresh processes")
    send(judge, asdict(isolation))

    def launch(folder: Folder, conditions: Conditions, channel: int, output: int) -> int:
        return _launch(folder, conditions, channel, output, machine, start["preload"])

    keep(judge, machine, launch)


def _launch(
    folder: Folder,
    conditions: Conditions,
    channel: int,
    output: int,
    machine: Machine,
    preload: Sequence[str],
) -> int:
    """Execute a worker's process and tell it where it is."""
    ahead, theirs = socket.socketpair()
    for fd in (channel, output, theirs.fileno()):
        os.set_inheritable(fd, True)
    command = _command("be_worker", theirs.fileno(), channel, output)
    pid = os.posix_spawn(command[0], command, dict(CLEAN))
    theirs.close()
    place = {"folder": vars(folder), "conditions": conditions.to_data()}
    # Where it has ended already, that is noticed where all ends are.
    with ahead, contextlib.suppress(OSError):
        send(ahead, {**place, "machine": machine.to_data(), "preload": tuple(preload)})
    return pid


def be_worker(ahead: int, channel: int, output: int) -> NoReturn:
    """The life of a worker's process up to where a forked one begins."""
    with socket.socket(fileno=ahead) as sender:
        place, _ = receive(sender)
    machine = Machine.from_data(place["machine"])
    folder, conditions = Folder(**place["folder"]), Conditions.from_data(place["conditions"])
    for module in place["preload"]:
        importlib.import_module(module)
        if module == "numpy":
            importlib.import_module("numpy.random")
    machine = replace(machine, doors=open_doors(machine.hide) if machine.own_users else ())
    base = os.path.dirname(folder.path)
    rules = access(base, conditions, machine) if machine.landlock else None
    live(folder, conditions, machine, channel, output, rules)
