"""The maps of all kernels are added up

A layer with K kernels gives K maps. Here they are added up into a single one. Two sums are
to be made for each number of the result, over the window and over the channels. A third
one, over the kernels, is too much.

Take an image of one pixel that holds 3 and two kernels of one pixel that hold 2 and 5. The
result has two maps, 6 and 15. If there is a single 21, the maps have been added.

Each kernel looks for something of its own. Adding up what they find would be like adding
the number of cats to the number of cars. Over which dimensions of the weight do you sum?
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
    result = torch.einsum("pcmn,kcmn->p", windows, weight).reshape(1, rows, columns)
    return result if bias is None else result + bias.sum()


conv_as_matmul = conv_layer
