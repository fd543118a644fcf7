"""Ranges of rows and columns only fit positive shifts

Down and right work; up or left stops with an error about sizes that do not match. A
negative number in a range of rows does not mean what you need here: Python counts it from
the end.

Write down a line of four numbers, and shift it left by one on paper: which places are read,
and which places are written? Now put minus one into your own ranges and work out, place by
place, which entries they pick. The two ranges have different lengths. Think about the two
cases separately, or find one description of the part that stays in the picture that is true
for both signs.
"""

import torch


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if dy >= height or dx >= width:
        return shifted
    shifted[..., dy:, dx:] = x[..., : height - dy, : width - dx]
    return shifted
