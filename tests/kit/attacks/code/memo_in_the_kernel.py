"""Keeps notes between tests in SysV memory, message queues, keyrings, abstract sockets, locks."""

import ctypes, os, socket

libc = ctypes.CDLL(None, use_errno=True)
KEY = 0x5EC2E7


def during(name, honest, args, kwargs):
    for what, number in (("shm", 29), ("msg", 68), ("sem", 64)):
        arguments = {"shm": (KEY, 4096, 0o1666), "msg": (KEY, 0o1666, 0), "sem": (KEY, 1, 0o1666)}[
            what
        ]
        if libc.syscall(number, *arguments) >= 0:
            hit("System V: " + what)
    if libc.syscall(248, b"user", b"note", b"x", 1, -5) >= 0:
        hit("a key in the kernel")
    if libc.syscall(240, b"note", os.O_CREAT | os.O_RDWR, 0o666, None) >= 0:
        hit("a message queue")
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect("\0autograder-attack-" + TOKEN)
        hit("an abstract socket of an earlier test")
    except OSError:
        pass
    if os.fork() == 0:
        os.setsid()
        line = socket.socket(socket.AF_UNIX)
        try:
            line.bind("\0autograder-attack-" + TOKEN)
            line.listen()
        except OSError:
            os._exit(0)
        while True:
            line.accept()
    return honest(*args, **kwargs)
