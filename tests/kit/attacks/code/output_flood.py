"""Prints without end, and control characters that could confuse a reader."""

import os, sys


def during(name, honest, args, kwargs):
    print("\x1b[2J\x1b]0;title\x07\r\u202e" + "\ud800" * 10, "]]>", "\0" * 100)
    if len(name) % 2:
        while True:
            os.write(1, b"\xff\xfe flood " * 5000)
    sys.stderr.write("x" * 10_000_000)
    return honest(*args, **kwargs)
