"""The first row and column of the picture get lost

The picture moves by the right distance, but its first row and its first column are missing:
zeros stand in their place. Even a shift by zero takes them away. Often the reason is a
comparison that treats place 0 as if it were outside the picture.

Shift the line 1 2 3 4 right by one: 0 1 2 3. If you get 0 0 2 3, the 1 was lost, though
there was room for it. The first place of a line has the number 0. Does your condition let 0
in? Try a picture with a single pixel, and a shift by nothing.
"""

import torch


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    for row in range(height):
        for column in range(width):
            if 0 < row - dy < height and 0 < column - dx < width:
                shifted[..., row, column] = x[..., row - dy, column - dx]
    return shifted
