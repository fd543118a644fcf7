"""The window's pair is read as (width, height)

The size of a window is a pair (vertical, horizontal): how many rows, then how many columns.
Here it is read the other way round, so a window of 2 by 3 becomes one that is three rows
high and two columns wide. With square windows nothing is wrong.

Take an image of 2 by 3 and windows of (1, 3). There are two of them, the two rows of the
image. If you get an error, or windows that stand upright, the pair was turned.

The shape of an image says rows first, then columns, and all pairs here do it in the same
way. Which letter do you use for which number, and does it mean the same in each line?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kw, kh), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
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
    return windows.flatten(start_dim=1).T.contiguous()
