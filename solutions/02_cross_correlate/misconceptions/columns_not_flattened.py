"""Each channel of a window keeps a dimension of its own

The result has three dimensions: channels, then the pixels of a window, then positions. All
the numbers are in the right order, but a matrix has two dimensions. A column should hold
the whole window, over all of its channels.

For an image with 3 channels and windows of 2 by 2 a column has 12 entries. What does the
shape of your result say?

The point of it all is the product with the kernels. One kernel, flattened, has 12 entries
as well, and each of them meets its pixel. Products of tensors with three dimensions work
too, but they do something else: they keep the channels apart.
"""

import torch
from cross_correlate import as_pair, count_positions


def _windows(x, kernel_size, stride, padding):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        for i in range(rows)
        for j in range(columns)
    ]
    return rows, columns, torch.stack(windows)


def im2col(x, kernel_size, stride=1, padding=0):
    _, _, windows = _windows(x, kernel_size, stride, padding)
    return windows.flatten(start_dim=2).permute(1, 2, 0).contiguous()
