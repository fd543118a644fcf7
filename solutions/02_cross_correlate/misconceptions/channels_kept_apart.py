"""The channels are not added up

The result has one map for each pair of kernel and channel. The products were added up over
the window, but not over the channels, so the channels are still apart. A layer with four
kernels gives four maps, no matter how many channels come in.

Take an image of one pixel and two channels, 3 and 5, and a single kernel of one pixel whose
weights are 1 and 10. There is one answer, 53. If you get 3 and 50, the last sum is missing.

How many dimensions has your result? It should have three: kernels, rows, columns. Over
which dimensions do you sum, and which one is missing?
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
    result = torch.einsum("pcmn,kcmn->kcp", windows, weight).reshape(
        *weight.shape[:2], rows, columns
    )
    return result if bias is None else result + bias[:, None, None, None]


conv_as_matmul = conv_layer
