"""All channels meet the weights of the first one

The channels are added up, but each of them is multiplied by the same layer of the kernel,
the first. A kernel has a layer of weights of its own for every channel, so that it can, for
example, like red and dislike blue.

Take an image of one pixel and two channels, 3 and 5, and a kernel of one pixel whose
weights are 1 and 10. The answer is 3 times 1 plus 5 times 10, which is 53. If you get 8,
the weight 10 was never used.

Look at the index of the weight in your sum. It has four: which kernel, which channel, which
row, which column. Do they all move when they should?
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
    result = torch.einsum("pcmn,kmn->kp", windows, weight[:, 0]).reshape(-1, rows, columns)
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer
