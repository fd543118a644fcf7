"""Answers just before its time ends, at every call, to make the whole grading late."""

import time

_start = time.monotonic()


def during(name, honest, args, kwargs):
    time.sleep(max(0.0, 0.9 - (time.monotonic() - _start)))
    return honest(*args, **kwargs)
