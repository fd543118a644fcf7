"""The bias is subtracted

Each map is lowered by the bias where it should be lifted. This comes from thinking of the
bias as a threshold that must be passed before a kernel answers. It is a fair picture, and
in old papers thresholds were subtracted. A bias is the same thing with the other sign: it
is added.

Take an image of one pixel that holds 3, a kernel of one pixel that holds 2, and a bias of
100. The answer is 106. If you get minus 94, the sign is the other one.

A network could learn either way, but the weights of one would not work in the other. What
does the formula in the handout say?
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
    return result if bias is None else result - bias[:, None, None]


conv_as_matmul = conv_layer
