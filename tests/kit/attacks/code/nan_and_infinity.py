"""Returns nan and infinity, of every type, to break the comparison or the upload."""

import math, torch


def during(name, honest, args, kwargs):
    value = (
        math.nan,
        math.inf,
        -math.inf,
        torch.full((3, 3), math.nan),
        complex(math.nan, 0),
        {"dense": math.nan},
    )
    return value[sum(map(ord, name)) % len(value)]
