"""The windows do not overlap

The image is cut into tiles: each window begins where the one before has ended. That is what
pooling often does, whose stride is the size of its window unless one says otherwise. Here
the stride is 1 unless one says otherwise, so neighbouring windows share most of their
pixels.

Take a row of 4 pixels, 1 2 3 4, and windows of 1 by 2. There are three of them: 1 2, 2 3,
and 3 4. If you find only 1 2 and 3 4, the window has jumped too far.

That pixels appear several times is no waste but the whole idea. How often does a pixel in
the middle of a large image appear, with windows of 3 by 3?
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
    stride = as_pair(kernel_size) if stride == 1 else stride
    _, _, windows = _windows(x, kernel_size, stride, padding)
    return windows.flatten(start_dim=1).T.contiguous()
