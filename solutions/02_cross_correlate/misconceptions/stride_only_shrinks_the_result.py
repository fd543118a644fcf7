"""The stride counts for the size, not for the place

The result has the right shape, so the stride was used to work out how many windows there
are. But the windows themselves still stand side by side, one pixel apart, all of them in
the upper left part of the image. The rest of it is never looked at.

Take an image of one row, 1 2 3 4 5, a kernel of a single 1 and a stride of (1, 2). There
are three windows, and they stand on 1, 3 and 5. If you get 1 2 3, they have not moved far
enough.

Window number 0 begins at pixel 0. Where does window number 1 begin, for a stride of 2? And
window number 10?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
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
