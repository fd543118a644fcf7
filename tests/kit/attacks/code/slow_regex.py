"""A regular expression that takes for ever."""

import re


def during(name, honest, args, kwargs):
    return re.match(r"(a+)+$", "a" * 60 + "b")
