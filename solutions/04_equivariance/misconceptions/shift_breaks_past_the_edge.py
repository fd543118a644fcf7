"""A shift past the edge does not end in zeros

Small shifts are right, but a shift that is larger than the picture gives an error, or
leaves numbers in it. When the shift grows past the height, the count of rows that remain
becomes negative, and a range with a negative end means something else: all rows but the
last few.

Take a picture with two rows and shift it down by three. Nothing of it can be seen any more:
all zeros. Work out on paper which rows your code reads and which rows it writes. Then do it
for a shift of exactly two, and for one direction past the edge while the other is not. What
should remain in each case?
"""

import torch


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    down, right = torch.zeros_like(x), torch.zeros_like(x)
    if dy >= 0:
        down[..., dy:, :] = x[..., : height - dy, :]
    else:
        down[..., :dy, :] = x[..., -dy:, :]
    if dx >= 0:
        right[..., dx:] = down[..., : width - dx]
    else:
        right[..., :dx] = down[..., -dx:]
    return right
