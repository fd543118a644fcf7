"""Every map gets the bias of the first kernel

There is one bias for each kernel, and each lifts the map of its own kernel. Here the first
of them is added everywhere. With a single kernel, or with biases that are all alike, nobody
notices.

Take an image of one pixel that holds 1, two kernels of one pixel that hold 2 and 3, and the
biases 100 and 200. The answers are 102 and 203. If the second one is 103, it has got the
wrong bias.

Which index does the bias have in your code, and does it move together with the kernel's?
The shapes may help: a bias of K numbers must be spread over K maps, each of them with rows
and columns.
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
    return result if bias is None else result + bias[0]


conv_as_matmul = conv_layer
