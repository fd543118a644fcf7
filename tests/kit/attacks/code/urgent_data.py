"""Sends bytes out of band on every socket, so that there is something to read and nothing comes."""

import os, socket, threading, time


def _shout():
    for fd in range(256):
        try:
            with socket.socket(fileno=os.dup(fd)) as line:
                line.send(b"!", socket.MSG_OOB | socket.MSG_DONTWAIT)
        except OSError:
            pass


def during(name, honest, args, kwargs):
    if name == PROBLEMS[0]:
        _shout()
    elif name == PROBLEMS[1]:
        threading.Thread(target=lambda: [(time.sleep(0.01), _shout()) for _ in range(100)]).start()
        time.sleep(0.1)
    elif name == PROBLEMS[2]:
        _shout()
        time.sleep(60)
    return honest(*args, **kwargs)
