"""Asks the kernel for another user, for capabilities, a root folder, a device."""

import ctypes, os, resource, stat


def during(name, honest, args, kwargs):
    libc = ctypes.CDLL(None)
    tries = {
        "setuid": lambda: os.setuid(0),
        "setresuid": lambda: os.setresuid(0, 0, 0),
        "setgid": lambda: os.setgid(0),
        "setgroups": lambda: os.setgroups([0]),
        "chroot": lambda: os.chroot("."),
        "chown": lambda: os.chown(".", 0, 0),
        "mknod": lambda: os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0)),
        "nice": lambda: os.setpriority(os.PRIO_PROCESS, 0, -10),
        "processes": lambda: resource.setrlimit(resource.RLIMIT_NPROC, (10**5, 10**5)),
        "files": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 40, 1 << 40)),
        "parent's limit": lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1)),
        "parent's priority": lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
        "parent's processors": lambda: os.sched_setaffinity(os.getppid(), {0}),
    }
    for what, action in tries.items():
        try:
            action()
            hit(what)
        except (OSError, ValueError):
            pass
    if libc.prctl(38, 0, 0, 0, 0) == 0 or libc.prctl(24, 0, 0, 0, 0) == 0 and os.getuid() == 0:
        hit("privileges given back")
    os.mkdir("own") if not os.path.isdir("own") else None
    os.chmod("own", 0o6777)
    return honest(*args, **kwargs)
