"""The test is made on another image than the one given

You do not use the image that was handed to you, but one of your own, such as all ones.
Inside a constant image nothing seems to move: a mirror, a quarter turn and many other
functions look equivariant there, because every pixel is like its neighbours.

Take a line of ones and a mirror, and a margin that hides the border. Both sides of the
equation are ones. Then take 1 2 3 4 5 6: now one sees at once that the mirror goes the
other way. A test is only as good as its input. Whoever calls your function has chosen `x`,
and with it the question.
"""

import torch
from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, torch.ones_like(x), dy, dx, margin) <= atol
