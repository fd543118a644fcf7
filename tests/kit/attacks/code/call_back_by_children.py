"""Where the judge stands in for a function, calls it from many processes at once, and with bombs."""

import os


def _call(function):
    try:
        return function([{0: None} for _ in range(200_000)], [[] for _ in range(100_000)])
    except BaseException:
        return None


def during(name, honest, args, kwargs):
    wrong = -1 if name == PROBLEMS[0] else None
    stubs = [g for g in globals().values() if getattr(g, "__name__", "") == "stand_in"]
    named = [globals().get(p) for p in PROBLEMS]
    for function in [f for f in named if callable(f) and getattr(f, "__name__", "") in PROBLEMS]:
        if not os.fork():
            while True:
                _call(function)
    for function in stubs:
        _call(function)
    return wrong
