"""Crashes the interpreter: a null pointer, an abort, an illegal call."""

import ctypes, os


def during(name, honest, args, kwargs):
    if len(name) % 2:
        ctypes.string_at(0)
    os.abort()
