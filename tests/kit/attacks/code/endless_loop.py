"""Loops for ever and ignores every signal that can be ignored."""

import signal

for _number in range(1, 65):
    try:
        signal.signal(_number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def during(name, honest, args, kwargs):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
