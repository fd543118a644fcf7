"""The first number of a pair is used for both directions

A stride of (2, 3) moves the window by two rows down and by three columns to the right. Here
the first number serves for both. The same holds for a padding of (1, 0), which should add
rows above and below, but no columns. With an int or a pair of equal numbers all is well.

Take an image of 3 by 5, a kernel of one pixel and a stride of (1, 2). The result must be 3
by 3. If it is 3 by 5, the second number was never used.

Search for the places where you take a pair apart. Each of its two numbers must turn up
somewhere. Where is the second one?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = (
        as_pair(kernel_size),
        (as_pair(stride)[0],) * 2,
        (as_pair(padding)[0],) * 2,
    )
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
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer


def im2col(x, kernel_size, stride=1, padding=0):
    _, _, windows = _windows(x, kernel_size, stride, padding)
    return windows.flatten(start_dim=1).T.contiguous()
