"""The stride's pair is read as (across, down)

A pair is (vertical, horizontal), in the same order as the shape of an image: rows first.
Here the first number moves the window to the right and the second one moves it down. With a
plain int, or with a pair of equal numbers, nothing is wrong.

Take an image of 5 by 3, a kernel of one pixel and a stride of (2, 1). The windows stand in
rows 0, 2 and 4 and in all three columns: the result is 3 by 3. If it is 5 by 2, the pair is
read the other way round.

Say the names of the two numbers aloud in every line in which they occur, and ask: is this
line about going down or about going to the right?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sw, sh), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
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
