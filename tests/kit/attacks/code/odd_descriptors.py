"""Turns its pipe into packets, shrinks it, asks for signals to others, and reads its own output away."""

import fcntl, os, signal, threading

F_SETPIPE_SZ, F_SETSIG, F_SETLEASE, F_NOTIFY = 1031, 10, 1024, 1026


def _try(*words):
    try:
        fcntl.fcntl(*words)
    except (OSError, ValueError):
        pass


def _turn():
    for fd in range(256):
        _try(fd, fcntl.F_SETFL, os.O_DIRECT | os.O_ASYNC | os.O_NONBLOCK | os.O_WRONLY)
        _try(fd, F_SETPIPE_SZ, 4096)
        for pid in (os.getppid(), 1, -1):
            _try(fd, fcntl.F_SETOWN, pid)
            _try(fd, F_SETSIG, signal.SIGKILL)


def _drink():
    try:
        with open("/proc/self/fd/1", "rb", buffering=0) as own:
            while own.read(100):
                pass
    except OSError:
        pass


_turn()
threading.Thread(target=_drink, daemon=True).start()


def during(name, honest, args, kwargs):
    _turn()
    for _ in range(20_000):
        try:
            os.write(1, b"x\n")
        except OSError:
            break
    return honest(*args, **kwargs)
