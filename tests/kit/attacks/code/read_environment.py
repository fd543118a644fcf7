"""Prints its environment, in Python, in C, and as the kernel keeps it."""

import ctypes, os


def during(name, honest, args, kwargs):
    show_if_secret(repr(dict(os.environ)), "os.environ")
    environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    at = 0
    while environ[at]:
        show_if_secret(environ[at], "environ")
        at += 1
    for file in ("environ", "cmdline"):
        try:
            show_if_secret(open(f"/proc/self/{file}", "rb").read(), file)
        except OSError:
            pass
    for word in ("AUTOGRADER_ROOT", "AUTOGRADER_VENV", "SUDO_USER", "SSH_AUTH_SOCK"):
        if word in os.environ:
            hit("environment: " + word)
    return honest(*args, **kwargs)
