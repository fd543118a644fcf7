"""An int for stride or padding counts only up and down

A plain int stands for both directions: a stride of 2 moves the window by two pixels down
and by two pixels to the right, and a padding of 1 puts a frame of zeros around the whole
image. Here the int is used for the vertical direction, and the other one keeps its default.

Take an image of 3 by 3, a kernel of one pixel and a stride of 2. The result is 2 by 2: the
four corners. If it is 2 by 3, the window did not jump on its way to the right.

Pairs work, so look at the place where an int becomes a pair. What should stand in its
second half?
"""

import torch
from cross_correlate import as_pair, count_positions


def _pair(value, default):
    return (value, default) if isinstance(value, int) else value


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), _pair(stride, 1), _pair(padding, 0)
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
