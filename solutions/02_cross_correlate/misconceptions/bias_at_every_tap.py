"""The bias is added to every product

The bias is added too often: as many times as the kernel has entries. It stands inside the
sum, so that every product gets it. With a kernel of a single pixel and one channel it comes
out right.

Take an image of 1 by 2 that holds 3 and 5, a kernel of 1 by 2 that holds 1 and 10, and a
bias of 100. The products are 3 and 50, their sum is 53, the bias comes on top once: 153. If
you get 253, each of the products was lifted.

Think of the order of things for one place in one map: first all the products are added up,
and then the bias comes. Where do your brackets end?
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
    return result if bias is None else result + weight[0].numel() * bias[:, None, None]


conv_as_matmul = conv_layer
