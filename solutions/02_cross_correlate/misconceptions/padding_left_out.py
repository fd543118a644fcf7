"""The padding is ignored

Whatever padding is asked for, the window slides over the bare image. The result is too
small, and a kernel that would fit the padded image may be refused.

Take an image of one row, 1 2 3, a kernel of a single 1, and a padding of (0, 1). Two
columns of zeros are to be added, one at each end, so the result is 0 1 2 3 0. If you get 1
2 3, the padding was never used.

Two things change with padding: the numbers that the window sees near the border, and how
many places there are. Put the zeros around first, and then treat what you have as if it
were the image.
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw) = as_pair(kernel_size), as_pair(stride)
    rows = count_positions(x.shape[1], kh, sh)
    columns = count_positions(x.shape[2], kw, sw)
    padded = x
    windows = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        for i in range(rows)
        for j in range(columns)
    ]
    return rows, columns, torch.stack(windows)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {weight.shape[1]}")
    rows, columns, windows = _windows(x, weight.shape[2:], stride, padding)
    result = torch.einsum("pcmn,kcmn->kp", windows, weight).reshape(-1, rows, columns)
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer


def im2col(x, kernel_size, stride=1, padding=0):
    _, _, windows = _windows(x, kernel_size, stride, padding)
    return windows.flatten(start_dim=1).T.contiguous()
