"""Places before the first one are read from the end

Where the picture moves down or right, numbers from the far end come in at the top or on the
left. Your code asks for the place that lies so many steps before, and for the first rows
this place has a negative number. Python does not object: minus one means the last row.

Shift the line 1 2 3 4 right by one. Place 0 wants what stood at place minus one. There is
nothing, so it must be 0, but a Python list gives the 4. Check both ends of the range: is
the place too large, and is it below zero?
"""

import torch


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    for row in range(height):
        for column in range(width):
            source_row, source_column = row - dy, column - dx
            if -height <= source_row < height and -width <= source_column < width:
                shifted[..., row, column] = x[..., source_row, source_column]
    return shifted
