"""Convolution mirrors the kernel left to right only

Half a turn moves the number in the top left corner to the bottom right corner. Here each
row is reversed, but the rows keep their places, so the top left number ends up at the top
right. That is a look into a mirror, not a turn.

Write the numbers 1 to 6 on a piece of paper in two rows of three. Turn the paper by half a
turn and read off the rows: 6 5 4, then 3 2 1. What does your function make of it? You can
see it by convolving an image that has a single white pixel, which must give you 1 to 6 back
in order.

How many directions does the kernel have, and in how many of them must it be reversed?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(1))
