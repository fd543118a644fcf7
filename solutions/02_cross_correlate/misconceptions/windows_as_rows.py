"""Each window is a row, not a column

The matrix is transposed: it has one row for each window. All the numbers are there and in
good order, only lying down. Some libraries do it that way. Here a window is a column, so
that the matrix of kernels, one kernel in each row, can be multiplied with it from the left.

Count for an image of 1 by 3 and windows of 1 by 2. There are two windows with two pixels
each, and the shape does not tell you which is which. With an image of 1 by 4 there are
three windows, and the matrix is 2 by 3.

In the product of two matrices, rows of the first meet columns of the second. What are
yours?
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
        for i in range(rows)
        for j in range(columns)
    ]
    return rows, columns, torch.stack(windows)


def im2col(x, kernel_size, stride=1, padding=0):
    _, _, windows = _windows(x, kernel_size, stride, padding)
    return windows.flatten(start_dim=1)
