"""Ends the process with exit code 0 in place of an answer."""

import sys


def during(name, honest, args, kwargs):
    sys.exit(0)
