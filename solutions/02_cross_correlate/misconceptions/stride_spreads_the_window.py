"""The stride spreads the pixels inside a window

The stride says how far the window moves from one place to the next. Here it also says how
far apart the pixels are that the window looks at. That is a different idea, called
dilation: a window with holes.

Take a row 1 2 3 4 5 6, a kernel 1 10 and a stride of (1, 2). The windows are 1 2, 3 4 and 5
6, each of them without a hole, so the result is 21 43 65. If your first number is 31, the
kernel's second entry has met the third pixel.

Inside a window neighbours stay neighbours. Only from one window to the next there is a
jump. In which of your two loops does the stride belong?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw + kw * sw, ph, ph + kh * sh))
    windows = [
        padded[:, i * sh : i * sh + kh * sh : sh, j * sw : j * sw + kw * sw : sw]
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
