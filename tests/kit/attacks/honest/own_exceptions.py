"""Uses exceptions of its own, caches, generators, decorators and dataclasses inside."""

import collections, contextlib, dataclasses, functools


class Mine(Exception):
    pass


@dataclasses.dataclass
class Note:
    text: str = ""


@functools.lru_cache
def _cached(n):
    return n * 2


def during(name, honest, args, kwargs):
    with contextlib.suppress(Mine):
        raise Mine("inside")
    assert (
        sum(_cached(n) for n in range(4)) == 12
        and Note().text == ""
        and collections.Counter("aa")["a"] == 2
    )
    return honest(*args, **kwargs)
