"""Forks in the middle of an answer: the child answers as well, and the parent dies, or the other way round."""

import os, time


def during(name, honest, args, kwargs):
    at = PROBLEMS.index(name) % 3
    pid = os.fork()
    if at == 0 and pid:
        os._exit(0)
    if at == 1 and pid:
        time.sleep(0.2)
    return honest(*args, **kwargs) if at < 2 or pid else said("child")
