"""The spawner's own life: sets itself up, and forks a process for each session."""

from __future__ import annotations

import gc
import os
import signal
import socket
import tempfile
import time
import warnings
from dataclasses import asdict, replace
from typing import Any, NoReturn

import msgpack

from autograder.sandbox import kernel
from autograder.sandbox.compact import compact
from autograder.sandbox.confine import foresee
from autograder.sandbox.errors import NotIsolated, SandboxError
from autograder.sandbox.fill import fill_gaps
from autograder.sandbox.forget import forget_environment
from autograder.sandbox.ground import Ground
from autograder.sandbox.keeper import Keeper
from autograder.sandbox.namespaces import enter, hide_folders
from autograder.sandbox.rehearse import rehearse
from autograder.sandbox.remove import remove_tree
from autograder.sandbox.survey import Wanted, survey
from autograder.testing import watch

LAST_SESSIONS = 5.0  # seconds that the spawner's end waits for theirs
MANY = 3  # from this session on, cheaper forks are worth preparing


def serve(
    control: socket.socket, wanted: Wanted, hide: tuple[str, ...], forbidden: tuple[Any, ...]
) -> NoReturn:
    """The spawner's own life: one fork for every session that is asked for."""
    base = ""
    kernel.be_called("spawner")
    try:
        ground = _prepare(control, wanted, hide, forbidden)
        if not ground.namespaces:
            base = tempfile.mkdtemp(prefix="autograder-")
            os.chmod(base, 0o711)  # others may pass through, but not look around
            ground = replace(ground, base=base)
        sessions = 0
        while True:
            message, fds, _, _ = socket.recv_fds(control, 64, 1)
            if not message:
                break
            _none_left()  # a session that is waited for has its processor time counted
            sessions += 1
            if sessions == MANY:
                compact()
            if not kernel.fork():
                control.close()
                _keep(socket.socket(fileno=fds[0]), ground)
            os.close(fds[0])
        # A session that was killed has left its folder; the others remove their own.
        if _sessions_end() and base:
            remove_tree(base)
    finally:
        os._exit(0)


def _sessions_end() -> bool:
    """Wait a little for the last sessions, which clear up behind themselves."""
    deadline = time.monotonic() + LAST_SESSIONS
    while time.monotonic() < deadline:
        if _none_left():
            return True
        time.sleep(0.002)
    return False


def _none_left() -> bool:
    """Take leave of the sessions that have ended; whether there is no other."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return True
    return False


def _keep(judge: socket.socket, ground: Ground) -> NoReturn:
    """A session's own life."""
    try:
        outside = None
        if ground.namespaces:
            outside = enter(ground)
        elif ground.covered:
            outside = hide_folders(ground.hide)
        Keeper(judge, ground, outside).run()
    finally:
        os._exit(0)


def _prepare(
    control: socket.socket, wanted: Wanted, hide: tuple[str, ...], forbidden: tuple[Any, ...]
) -> Ground:
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python warns of every fork beside a thread; the libraries' threads are idle and unused here.
    warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*fork.*")
    forget_environment()
    if kernel.LINUX:
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    try:
        ground = survey(wanted, hide)
    except SandboxError as error:
        level = "none" if isinstance(error, NotIsolated) else ""
        control.send(msgpack.packb({"fault": str(error), "level": level}))
        raise
    for patterns in forbidden:
        watch.install(patterns)
    rehearse()
    foresee(ground)
    # Python's own stores of used objects lie scattered, too: only a collection empties them.
    gc.freeze()
    gc.collect()
    fill_gaps()
    # No collection, here or in a worker, touches and so copies what this process shares with others.
    gc.freeze()
    control.send(msgpack.packb(asdict(ground.isolation)))
    return ground
