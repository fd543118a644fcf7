"""Shuts the calling process in, for good: the last trusted code before the student's file."""

from __future__ import annotations

import os
import resource
import signal

from autograder.sandbox import kernel
from autograder.sandbox.cells import Cell
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job
from autograder.sandbox.limits import Limits


def confine(cell: Cell, job: Job, ground: Ground) -> None:
    """Become the worker's user, with its limits; nothing of this can be undone."""
    os.umask(0o077)
    _set_environment(cell.folder)
    if kernel.LINUX:
        _offer_to_the_oom_killer()
    if cell.uid is not None:
        os.setgroups([])
        kernel.drop_capabilities()
        os.setresgid(cell.uid, cell.uid, cell.uid)
        os.setresuid(cell.uid, cell.uid, cell.uid)
    os.chdir(cell.folder)
    _write_files(cell.folder, job)
    _set_limits(job.limits, memory=job.device == "cpu")
    if kernel.LINUX:
        kernel.clear_capabilities()
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        # Forgotten by the kernel at every change of user: so it comes last.
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _write_files(folder: str, job: Job) -> None:
    for name, content in job.files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)


def _set_environment(folder: str) -> None:
    os.environ.clear()
    os.environ.update(
        PATH="/usr/local/bin:/usr/bin:/bin",
        HOME=folder,
        TMPDIR=folder,
        LANG="C.UTF-8",
        OMP_NUM_THREADS="1",
        OPENBLAS_NUM_THREADS="1",
        MKL_NUM_THREADS="1",
        MPLBACKEND="Agg",
        PYTHONDONTWRITEBYTECODE="1",
    )


def _offer_to_the_oom_killer() -> None:
    """When the machine runs out of memory, the worker goes first, not the judge."""
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    except OSError:
        pass


def _set_limits(limits: Limits, memory: bool) -> None:
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: limits.open_files,
    }
    for name in ("RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE"):
        if hasattr(resource, name):
            bounds[getattr(resource, name)] = 0
    if memory:
        # What the libraries have mapped already is not the student's.
        bounds[resource.RLIMIT_AS] = _mapped_now() + limits.memory
    for bound, value in bounds.items():
        _lower(bound, value, value)
    _lower(resource.RLIMIT_CPU, limits.cpu_limit, limits.cpu_limit + 1)


def _lower(bound: int, soft: int, hard: int) -> None:
    """Set a limit; never above what this process is held to already."""
    ceiling = resource.getrlimit(bound)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(bound, (soft, hard))


def _mapped_now() -> int:
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 30
