"""The bias is added once for each input channel

The bias is added too often: as many times as there are input channels. It stands inside the
sum over the channels, so each round adds it again. With one channel it comes out right.

Take an image of one pixel and two channels, 3 and 5, a kernel with the weights 1 and 10,
and a bias of 100. The sum is 53, the bias comes on top once: 153. If you get 253, it was
added in each round.

A kernel has one bias, whatever its depth. Think of the order of things for one place in one
map: first all the products of the whole window, over all channels, and then the bias. On
which level of your loops does it stand?
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
    return result if bias is None else result + x.shape[0] * bias[:, None, None]


conv_as_matmul = conv_layer
