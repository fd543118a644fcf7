"""The padding wraps around to the other side

Around the image there should be zeros. Here it continues with its own opposite side, as if
left and right were joined, and top and bottom too. The middle of the result is right, and
near the borders there are contributions from pixels far away.

Take an image of one row, 5 6 7, a kernel of a single 1, and a padding of (0, 1). The result
must be 0 5 6 7 0. If it reads 7 5 6 7 5, the image has been bent into a ring.

Python's negative indices do this without any warning: position minus one is the last pixel.
Rolling a tensor does it as well. What should a window see when it looks beyond the border?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    down = torch.arange(-ph, x.shape[1] + ph) % x.shape[1]
    across = torch.arange(-pw, x.shape[2] + pw) % x.shape[2]
    padded = x[:, down][:, :, across]
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
