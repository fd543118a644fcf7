"""Writes random bytes to every descriptor, and closes them all."""

import os, random


def during(name, honest, args, kwargs):
    for fd in range(3, 256):
        try:
            os.write(fd, random.Random(fd).randbytes(5000))
        except OSError:
            pass
    os.closerange(0, 300)
    return honest(*args, **kwargs)
