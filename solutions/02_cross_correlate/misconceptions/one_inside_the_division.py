"""The one is added before the division

The number of places is how often the window can move, plus one for where it starts. Here
the one is added first and then divided along with the rest. For a stride of 1 it makes no
difference. For other strides the last place is often missing.

Take a row of 5 pixels, a window of 3 and a stride of 2. There is room for one move, since 5
minus 3 is 2, and 2 divided by 2 is 1. So there are two places. With the one inside it is 3
divided by 2, rounded down: only one.

Where do the brackets belong? Say in words what is divided by the stride, and what is not.
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, 1, ph) // sh
    columns = count_positions(x.shape[2], kw, 1, pw) // sw
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        for i in range(rows)
        for j in range(columns)
    ]
    return rows, columns, torch.stack(windows) if windows else x.new_zeros(0, len(x), kh, kw)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {weight.shape[1]}")
    rows, columns, windows = _windows(x, weight.shape[2:], stride, padding)
    result = torch.einsum("pcmn,kcmn->kp", windows, weight).reshape(-1, rows, columns)
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer


def im2col(x, kernel_size, stride=1, padding=0):
    _, _, windows = _windows(x, kernel_size, stride, padding)
    return windows.flatten(start_dim=1).T.contiguous()
