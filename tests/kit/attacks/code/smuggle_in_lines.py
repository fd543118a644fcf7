"""Raises at a line number that spells a hidden input."""

import sys


def during(name, honest, args, kwargs):
    code = compile("\n" * (NUMBER - 1) + "raise ValueError(1)", __file__, "exec")
    exec(code, {})
