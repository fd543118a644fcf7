"""The result has a dimension for a batch in front

The result has four dimensions, and the first of them is 1. Layers of libraries work on many
examples at once, so their results begin with a dimension for the batch. This function works
on one example: three dimensions go in, and three come out.

Print the shape of your result for an image of 3 by 8 by 8 and four kernels. It must begin
with 4. If it begins with 1 and the 4 comes second, a dimension was added on the way and has
not been taken off.

The numbers are all right. Where did the additional dimension come in, and what would the
next call make of it?
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
    result = result if bias is None else result + bias[:, None, None]
    return result[None]


conv_as_matmul = conv_layer
