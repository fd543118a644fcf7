"""Returns small things that are large once they are unfolded: views, repeats, shared lists."""

import torch


def during(name, honest, args, kwargs):
    turn = sum(map(ord, name)) % 3
    if turn == 0:
        row = [0] * 1000
        return [row] * 1000
    if turn == 1:
        return torch.zeros(1, 1).expand(60_000, 60_000)
    shared = "x" * 100_000
    return [shared] * 100_000
