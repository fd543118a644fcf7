"""Shuts a worker in, for good: the last trusted code before the student's file.

What is the same for many workers, `settle` and `bounds`, is done once in the process that they are
forked from, where there is one; `become` and `confine` are each worker's own part.
"""

from __future__ import annotations

import functools
import os
import resource
import signal
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from autograder.sandbox import kernel, landlock, seccomp
from autograder.sandbox.cells import Cell
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job
from autograder.sandbox.limits import Limits

CROWD = 4000  # processes and threads that the user who grades may have besides


@dataclass(frozen=True)
class Bounds:
    """What a worker of a job sets for itself, worked out ahead."""

    limits: tuple[tuple[int, tuple[int, int]], ...]  # resource, soft and hard
    refused: seccomp.Filter | None = None  # system calls
    rules: int | None = None  # a descriptor, of the session for all its workers


def foresee(ground: Ground) -> None:
    """What `settle` and `bounds` need, made once for all the processes that are forked from here."""
    _make_streams()
    if ground.seccomp:
        seccomp.common()
        seccomp.own(hidden_memory=False)


def settle(ground: Ground) -> None:
    """Once in a process that workers are forked from, or in the worker: nothing of it is undone."""
    os.umask(0o077)
    tempfile.tempdir = None
    _reset_signals()
    _cut_streams()
    if ground.own_users:
        os.setgroups([])
    if kernel.LINUX:
        kernel.drop_bounding_set()
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if ground.seccomp:
        seccomp.common().install()


def bounds(job: Job, ground: Ground, rules: int | None = None) -> Bounds:
    """What a worker of this job will be held to."""
    gpu = job.device != "cpu"
    # Without a user of its own the worker's processes are counted together with everybody's.
    others = 0 if ground.own_users else CROWD
    limits = _limits(job.limits, job.limits.processes + others, address_space=not gpu)
    refused = seccomp.own(hidden_memory=gpu) if ground.seccomp else None
    return Bounds(limits, refused, rules)


def become(cell: Cell) -> None:
    """Be the worker's user, without any privilege."""
    os.environ["HOME"] = os.environ["TMPDIR"] = cell.folder
    if kernel.LINUX:
        _offer_to_the_oom_killer()
    if cell.uid is not None:
        os.setresgid(cell.uid, cell.uid, cell.uid)
        os.setresuid(cell.uid, cell.uid, cell.uid)
    if kernel.LINUX:
        kernel.clear_capabilities()
        # Forgotten by the kernel at every change of user: so these come after it.
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.chdir(cell.folder)


def confine(cell: Cell, job: Job, ground: Ground, bounds: Bounds) -> None:
    """Put the job's bounds in force; nothing of this can be undone."""
    for bound, pair in bounds.limits:
        resource.setrlimit(bound, pair)
    if ground.landlock:
        own = access(cell.folder, job, ground) if bounds.rules is None else bounds.rules
        landlock.restrict(own)
        os.close(own)
    if bounds.refused is not None:
        bounds.refused.install()


def access(folder: str, job: Job, ground: Ground) -> int:
    """The rules that leave a worker the libraries, its own files, and one folder to write to."""
    devices = landlock.gpu_devices() if job.device != "cpu" else ()
    readable = (*landlock.SYSTEM, *ground.libraries, *job.support, job.folder)
    writable = (folder, *landlock.DEVICES, *devices)
    return landlock.rules(readable, writable, ground.doors, ground.hide)


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _cut_streams() -> None:
    """Nothing to read, and nobody hears what is printed: until the judge lends an ear."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd, inheritable=True)
    os.close(nothing)
    _make_streams()


@functools.lru_cache(maxsize=1)
def _make_streams() -> None:
    sys.stdin = sys.__stdin__ = _stream(0, "r")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _stream(1, "w")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _stream(2, "w")  # type: ignore[misc]


def _stream(fd: int, mode: str) -> Any:
    """All that is printed goes out line by line."""
    return os.fdopen(fd, mode, 1, encoding="utf-8", errors="replace", closefd=False)


def _offer_to_the_oom_killer() -> None:
    """When the machine runs out of memory, the worker goes first, not the judge."""
    try:
        file = os.open("/proc/self/oom_score_adj", os.O_WRONLY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        os.write(file, b"1000")
    except OSError:
        pass
    finally:
        os.close(file)


def _limits(
    limits: Limits, processes: int, address_space: bool
) -> tuple[tuple[int, tuple[int, int]], ...]:
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: processes,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: limits.open_files,
    }
    if hasattr(resource, "RLIMIT_MSGQUEUE"):
        bounds[resource.RLIMIT_MSGQUEUE] = 0
    if address_space:
        # What the libraries have mapped already is not the student's. The driver of a GPU maps
        # far more than it uses, so there the session watches resident memory instead.
        bounds[resource.RLIMIT_MEMLOCK] = 0
        if kernel.LINUX:
            bounds[resource.RLIMIT_AS] = _mapped_now() + limits.memory
    pairs = {bound: (value, value) for bound, value in bounds.items()}
    pairs[resource.RLIMIT_CPU] = (limits.cpu_limit, limits.cpu_limit + 1)
    return tuple((bound, _at_most(bound, *pair)) for bound, pair in pairs.items())


def _at_most(bound: int, soft: int, hard: int) -> tuple[int, int]:
    """Never above what this process is held to already."""
    ceiling = resource.getrlimit(bound)[1]
    if ceiling == resource.RLIM_INFINITY:
        return soft, hard
    return min(soft, ceiling), min(hard, ceiling)


def _mapped_now() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
