"""The channels are averaged, not added up

Each number is too small by a factor: the number of channels. A kernel has a layer of
weights for every channel, and what these layers give is added up. Here it is divided by the
number of channels afterwards. With one channel nobody notices.

Take an image of one pixel and two channels, 3 and 5, and a kernel of one pixel whose
weights are 1 and 1. The answer is 8. If you get 4, an average was taken.

Think of the whole thing as one long sum of products over rows, columns and channels. A
channel is one more direction to sum over, no different from the two others. If the mean
were wanted, the weights could learn it.
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
    result = result / x.shape[0]
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer
