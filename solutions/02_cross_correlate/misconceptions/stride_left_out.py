"""The stride is ignored

Whatever stride is asked for, the window moves by one pixel. The result is too large: it
holds all the places, also those that should have been jumped over.

Take an image of one row, 1 2 3 4 5, a kernel of a single 1 and a stride of (1, 2). The
window stands on the pixels 0, 2 and 4, so the result is 1 3 5.

The stride matters twice: for how many places there are, and for where each of them begins.
Draw the windows for a kernel of 2 and a stride of 3 on a row of seven pixels, and write the
number of the first pixel under each. What is the rule for these numbers?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (ph, pw) = as_pair(kernel_size), as_pair(padding)
    rows = count_positions(x.shape[1], kh, 1, ph)
    columns = count_positions(x.shape[2], kw, 1, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = [padded[:, i : i + kh, j : j + kw] for i in range(rows) for j in range(columns)]
    return rows, columns, torch.stack(windows)


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
