"""The positions run down the image first

The columns of the matrix should be in reading order: all the windows of the upper row of
positions from left to right, then the next row. Here the first columns hold the windows
along the left border from top to bottom. Each column is right, but it stands in the wrong
place.

Take an image of 2 by 3 with the numbers 1 to 6 and windows of one pixel. The matrix has a
single row, 1 2 3 4 5 6. If you read 1 4 2 5 3 6, the positions run downwards first.

When the product is put back into the shape of an image, it is filled row by row. Which of
your two loops over positions is the outer one?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        for j in range(columns)
        for i in range(rows)
    ]
    return rows, columns, torch.stack(windows)


def im2col(x, kernel_size, stride=1, padding=0):
    _, _, windows = _windows(x, kernel_size, stride, padding)
    return windows.flatten(start_dim=1).T.contiguous()
