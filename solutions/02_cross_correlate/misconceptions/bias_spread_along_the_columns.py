"""The bias is spread along the columns

The bias has K numbers, and each belongs to one map. Here torch decides how it is spread: it
lines up the last dimensions, and so it gives a bias to each *column* of the result. If the
number of columns is not K, that is an error about sizes. If it happens to be K, the numbers
are wrong without a word.

Take two kernels of one pixel, 1 and 1, an image of one row, 0 0, and the biases 100 and
200. The maps must be 100 100 and 200 200. If both of them are 100 200, the bias lies along
the columns.

What must the shape of the bias be, so that its numbers line up with the maps?
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


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {weight.shape[1]}")
    rows, columns, windows = _windows(x, weight.shape[2:], stride, padding)
    result = torch.einsum("pcmn,kcmn->kp", windows, weight).reshape(-1, rows, columns)
    return result if bias is None else result + bias


conv_as_matmul = conv_layer
