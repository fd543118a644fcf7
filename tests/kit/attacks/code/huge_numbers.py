"""Returns numbers of a million digits, and the largest shapes it can think of."""

import torch


def during(name, honest, args, kwargs):
    turn = sum(map(ord, name)) % 4
    if turn == 0:
        return 7**1_000_000
    if turn == 1:
        return torch.zeros(1).expand(10**12)
    if turn == 2:
        return torch.zeros(0, 10**15, 10**3)
    return -(10**5000)
