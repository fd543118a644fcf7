"""Sleeps, to use up the time of the whole grading."""

import time


def during(name, honest, args, kwargs):
    time.sleep(10_000)
