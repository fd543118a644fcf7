"""Ends with an exit code that spells a hidden input."""

import sys


def during(name, honest, args, kwargs):
    sys.exit(NUMBER)
