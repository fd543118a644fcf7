"""Within a column the channel changes fastest

A column should hold the whole window of the first channel, row by row, then that of the
second channel, and so on. Here the channels of one pixel come side by side, as in a picture
file, where each pixel is red, green, blue. The numbers of a column are all there, but in an
order that does not fit that of the weights.

Take an image with two channels, 1 2 and 10 20, and one window that covers both pixels. The
column is 1, 2, 10, 20. If you read 1, 10, 2, 20, the channels run too fast.

The order of the dimensions is the order of the loops: the first changes slowest. Which is
first here?
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
    return windows.permute(0, 2, 3, 1).flatten(start_dim=1).T.contiguous()
