"""Shuts a worker in, for good: the last trusted code before the student's file."""

from __future__ import annotations

import contextlib
import math
import os
import resource
import signal
import sys
import tempfile
from typing import Any

from autograder.sandbox import kernel, landlock, seccomp
from autograder.sandbox.limits import Conditions, Isolation, Limits

CROWD = 4000  # processes and threads that the user who grades may have besides


def shut_in(conditions: Conditions, isolation: Isolation, rules: int | None) -> None:
    """Leave this process nothing but what the student's code may have.

    `rules` stands for what Landlock leaves it; the keeper makes them once for all its workers.
    """
    uid, gpu = conditions.uid, conditions.device != "cpu"
    os.setsid()
    os.umask(0o077)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tempfile.tempdir = None
    os.environ["HOME"] = os.environ["TMPDIR"] = conditions.folder
    if kernel.LINUX:
        # When the machine runs out of memory, the worker goes first, not the judge.
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
        kernel.drop_bounding_set()
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    if kernel.LINUX:
        kernel.clear_capabilities()
        # Forgotten by the kernel at every change of user: so these come after it.
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.chdir(conditions.folder)
    _limit(conditions.limits, isolation.own_users, gpu)
    if rules is not None:
        landlock.restrict(rules)
        os.close(rules)
    if isolation.seccomp:
        seccomp.install(hidden_memory=gpu, programs=not conditions.forbid)


def access(base: str, conditions: Conditions, isolation: Isolation) -> int | None:
    """Landlock's rules that leave a worker the libraries, its support, and one place to write to.

    That place is the folder above its own: a keeper has one worker at a time, and where there is
    somebody else's file in it, its mode or a read-only mount protects that.
    """
    if not isolation.landlock:
        return None
    devices = landlock.gpu_devices() if conditions.device != "cpu" else ()
    readable = (*landlock.SYSTEM, *isolation.libraries, *conditions.support)
    writable = (base, *landlock.DEVICES, *devices)
    return landlock.rules(readable, writable, isolation.doors, isolation.hide)


def lend_streams(output: int) -> None:
    """Nothing to read; what is printed goes to the judge, line by line."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd, source in ((0, nothing), (1, output), (2, output)):
        os.dup2(source, fd, inheritable=True)
    os.close(nothing)
    os.close(output)
    sys.stdin = sys.__stdin__ = _stream(0, "r")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _stream(1, "w")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _stream(2, "w")  # type: ignore[misc]


def _stream(fd: int, mode: str) -> Any:
    return os.fdopen(fd, mode, 1, encoding="utf-8", errors="replace", closefd=False)


def _limit(limits: Limits, own_user: bool, gpu: bool) -> None:
    # Without a user of its own the worker's processes are counted together with everybody's.
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: limits.processes + (0 if own_user else CROWD),
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_CPU: math.ceil(limits.lifetime),
    }
    if hasattr(resource, "RLIMIT_MSGQUEUE"):
        bounds[resource.RLIMIT_MSGQUEUE] = 0
    if not gpu:
        # What the libraries have mapped already is not the student's. The driver of a GPU maps
        # far more than it uses, so there the keeper watches resident memory instead.
        bounds[resource.RLIMIT_MEMLOCK] = 0
        if kernel.LINUX:
            bounds[resource.RLIMIT_AS] = kernel.mapped_now() + limits.memory
    for bound, value in bounds.items():
        ceiling = resource.getrlimit(bound)[1]  # never above what this process is held to already
        most = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
        resource.setrlimit(bound, (most, most))
