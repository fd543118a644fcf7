"""Announces an answer of exabytes, and then one that comes a byte at a time."""

import os, stat, time


def during(name, honest, args, kwargs):
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, b"\x7f\xff\xff\xff" + b"\x7f" + b"\xff" * 7)
                for _ in range(200):
                    os.write(fd, b"\x91")
                    time.sleep(0.001)
        except OSError:
            pass
    return honest(*args, **kwargs)
