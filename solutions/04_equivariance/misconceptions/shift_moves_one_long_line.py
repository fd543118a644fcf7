"""The picture is shifted as one long line

You lay all rows one behind the other, move this long line, and cut it into rows again.
Up and down that is right. To the side it is not: what leaves a row on the right is not
lost, it comes in on the left of the next row. When the picture moves left, it climbs
into the row above.

Shift a picture with the rows 1 2 and 3 4 right by one, on paper: 0 1 and 0 3. As one
long line it would be 0 1 2 3, and the second row begins with the 2. Then shift it right
by two, its whole width. Nothing should be left; what do you see? How could your code
know where a row ends?
"""

import torch


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    line = x.reshape(*x.shape[:-2], height * width)
    places = torch.arange(height * width, device=x.device) - (dy * width + dx)
    inside = (places >= 0) & (places < height * width)
    shifted = torch.zeros_like(line)
    shifted[..., inside] = line[..., places[inside]]
    return shifted.reshape(x.shape)
