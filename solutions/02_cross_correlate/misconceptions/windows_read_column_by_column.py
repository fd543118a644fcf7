"""Each window is read column by column

Inside a channel, a window is to be written down row by row, as one reads a page. Here it is
read from top to bottom first. For windows of one row or one column there is no difference,
and for others the numbers stand in the wrong order.

Take the window 1 2 over 3 4. Its column is 1, 2, 3, 4. If you read 1, 3, 2, 4, rows and
columns have changed places.

The kernel is flattened row by row too, because this is what torch does when it flattens. If
the two orders differ, weights meet pixels that they do not belong to. Which of your two
inner loops is the outer one?
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
    return windows.transpose(2, 3).flatten(start_dim=1).T.contiguous()
