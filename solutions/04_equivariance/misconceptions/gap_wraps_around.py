"""The gap is measured on a ring

Inside the gap your shifts wrap around: what leaves on the right comes in on the left, in
the input and in the output. A function that works pixel by pixel does not notice. A
convolution does: the zeros that a real shift brings in are missing, so the spoiled band has
another width and other numbers in it.

Follow the line 1 2 3 4 through a sum over neighbours, shifted right by one, once with 0 and
once with 4 as the number that comes in. Which outputs change? The task has a shift of its
own, with zeros, and the gap must use it on both sides.
"""

import torch


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    of_rolled = f(torch.roll(x, (dy, dx), dims=(-2, -1)))
    difference = of_rolled - torch.roll(f(x), (dy, dx), dims=(-2, -1))
    return _inside(difference, margin).abs().max().item()
