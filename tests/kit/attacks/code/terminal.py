"""Types into the terminal of whoever started the grading, and writes to all terminals."""

import fcntl, glob, os


def during(name, honest, args, kwargs):
    for path in [
        "/dev/tty",
        "/dev/console",
        *glob.glob("/dev/pts/*"),
        "/proc/self/fd/0",
        "/proc/self/fd/1",
    ]:
        try:
            fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
        except OSError:
            continue
        if os.isatty(fd) and not path.endswith("ptmx"):
            hit("a terminal: " + path)
        for request in (0x5412, 0x541C, 0x540E):
            try:
                fcntl.ioctl(fd, request, b"x")
                hit("typed into " + path)
            except OSError:
                pass
    return honest(*args, **kwargs)
