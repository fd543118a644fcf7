"""Prints what it works with, and what it gives back, as one does when looking for a mistake."""


def during(name, honest, args, kwargs):
    result = honest(*args, **kwargs)
    print(name, args, kwargs, "->", result)
    assert repr(result) == f"{result!r}"
    return result
