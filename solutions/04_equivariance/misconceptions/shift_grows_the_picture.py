"""The picture grows by the shift

Your result has more rows and columns than the input: zeros were added on one side, and
nothing was taken away on the other. With a negative shift it shrinks instead.

Shift the line 1 2 3 right by one. The window through which we look has three places, before
and after: 0 1 2. If yours is 0 1 2 3, the window has grown. Print the shape of the result
beside the shape of the input: they must be equal for every shift. Whatever is pushed out of
the window is lost, and exactly as much comes in at the other end.
"""

import torch.nn.functional as F


def shift2d(x, dy, dx):
    return F.pad(x, (dx, 0, dy, 0))
