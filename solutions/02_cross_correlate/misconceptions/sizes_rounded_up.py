"""The number of windows is rounded up

When the stride does not divide what is left of the image, a few rows or columns at the end
remain over. They are to be left out: the number of windows is rounded down. Here one more
window is counted, and it hangs over the border, with zeros where the image has ended.

Take a row of 6 pixels, a window of 3 and a stride of 2. Windows begin at pixels 0 and 2.
The next would begin at 4 and need a pixel 6 that does not exist. So there are two windows,
not three.

Whenever the stride divides evenly all is well, so test with sizes that do not. Which way
does your division round?
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1] + sh - 1, kh, sh, ph)
    columns = count_positions(x.shape[2] + sw - 1, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw + sw - 1, ph, ph + sh - 1))
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
