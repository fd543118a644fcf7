"""The padding is counted once in the size

The padded image is larger by the padding on *each* of its two sides, so by twice the
padding in each direction. Here it is counted once when the number of places is worked out.
The windows that exist are right, but the last ones, at the bottom and on the right, are
missing.

Take an image of one row, 1 2 3, a kernel of a single 1, and a padding of (0, 1). There are
five places, for 0 1 2 3 0. If your result ends with 3, you have stopped one place early.

How many zeros stand in a row of the padded image? Draw it for a padding of 1 and count.
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1] + ph, kh, sh)
    columns = count_positions(x.shape[2] + pw, kw, sw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
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
