"""Shuts the calling process in, for good: the last trusted code before the student's file."""

from __future__ import annotations

import os
import resource
import signal
import tempfile

from autograder.sandbox import kernel, landlock, seccomp
from autograder.sandbox.cells import Cell
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job
from autograder.sandbox.limits import Limits

CROWD = 4000  # processes and threads that the user who grades may have besides


def become(cell: Cell) -> None:
    """Be the worker's user, without any privilege; needs no job, so a spare can do it ahead."""
    os.umask(0o077)
    os.environ["HOME"] = os.environ["TMPDIR"] = cell.folder
    tempfile.tempdir = None
    if kernel.LINUX:
        _offer_to_the_oom_killer()
        kernel.drop_bounding_set()
    if cell.uid is not None:
        os.setgroups([])
        os.setresgid(cell.uid, cell.uid, cell.uid)
        os.setresuid(cell.uid, cell.uid, cell.uid)
    if kernel.LINUX:
        kernel.clear_capabilities()
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        # Forgotten by the kernel at every change of user: so these come after it.
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.chdir(cell.folder)


def confine(cell: Cell, job: Job, ground: Ground, rules: int | None = None) -> None:
    """Put the job's limits in force; nothing of this can be undone.

    `rules` are those of the session for all its workers, if it has any.
    """
    gpu = job.device != "cpu"
    _write_files(cell.folder, job)
    # Without a user of its own the worker's processes are counted together with everybody's.
    others = 0 if ground.own_users else CROWD
    _set_limits(job.limits, job.limits.processes + others, address_space=not gpu)
    if ground.landlock:
        own = access(cell.folder, job, ground) if rules is None else rules
        landlock.restrict(own)
        os.close(own)
    if ground.seccomp:
        seccomp.install(hidden_memory=gpu)


def access(folder: str, job: Job, ground: Ground) -> int:
    """The rules that leave a worker the libraries, its support files, and one folder to write to."""
    devices = landlock.gpu_devices() if job.device != "cpu" else ()
    readable = (*landlock.SYSTEM, *ground.libraries, *job.support)
    writable = (folder, *landlock.DEVICES, *devices)
    return landlock.rules(readable, writable, ground.doors, ground.hide)


def _write_files(folder: str, job: Job) -> None:
    for name, content in (*job.files.items(), *job.bytecode.items()):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)


def _offer_to_the_oom_killer() -> None:
    """When the machine runs out of memory, the worker goes first, not the judge."""
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    except OSError:
        pass


def _set_limits(limits: Limits, processes: int, address_space: bool) -> None:
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
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
