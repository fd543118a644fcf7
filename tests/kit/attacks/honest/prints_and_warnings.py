"""Prints, logs and warns, in moderation."""

import logging, sys, warnings


def during(name, honest, args, kwargs):
    print("calling", name, *map(type, args))
    print("ü → 图", file=sys.stderr)
    logging.getLogger("mine").warning("hello")
    warnings.warn("careful")
    return honest(*args, **kwargs)
