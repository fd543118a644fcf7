"""Zeros are added, and the picture is cut at one end only

You put zeros before the picture and cut it back to its old size at the other end. For
shifts down and right that is right. For a negative shift nothing can be added in front;
rows or columns are taken away instead, and then the picture is too small.

Shift the line 1 2 3 left by one. The 1 goes away, and a zero has to come in at the right
end: 2 3 0. If your result is 2 3, print its shape. At which end do the zeros belong when
the picture moves left? And at which end is the rest cut off?
"""

import torch.nn.functional as F


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    return F.pad(x, (dx, 0, dy, 0))[..., :height, :width].clone()
