"""Returns lists in lists, a list that holds itself, a dict of dicts, a million entries."""

from itertools import count

_turn = count()


def during(name, honest, args, kwargs):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    ring = []
    ring.append(ring)
    wide = list(range(300_000))
    bad = {float("nan"): 1, (1, (2, (3,))): 2}
    return (deep, ring, wide, bad)[sum(map(ord, name)) % 4]
