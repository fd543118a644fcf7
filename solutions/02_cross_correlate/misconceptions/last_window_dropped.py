"""The last row and column of windows is missing

The result is one row and one column too small, with any stride. The number of places was
worked out without the one for the start: how often the window can move is not how often it
can stand.

Take a row of 5 pixels, a window of 3 and a stride of 2. The window stands at pixel 0, moves
once, and stands at pixel 2. That is one move and two places. It is as with a fence: posts
are one more than the gaps between them.

Try a kernel as large as the image. It cannot move at all, and yet there is one place for
it. What does your formula say?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph) - 1
    columns = count_positions(x.shape[2], kw, sw, pw) - 1
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        for i in range(rows)
        for j in range(columns)
    ]
    if not windows:
        return rows, columns, x.new_zeros(0, x.shape[0], kh, kw)
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
