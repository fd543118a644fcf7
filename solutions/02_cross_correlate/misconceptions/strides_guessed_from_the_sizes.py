"""The steps through memory are worked out from the sizes

The windows are read by steps through memory, and these were worked out from the sizes
of the image: one number to the right, a width of them down, a whole picture to the next
channel. This holds for a tensor whose numbers lie in memory in the order in which it
shows them. A transposed or permuted image shows them in another order. The steps then
lead to wrong pixels, without any error.

Take x = torch.tensor([[[1., 2.], [3., 4.]]]).transpose(1, 2), which shows 1 3 over 2 4,
and windows of one pixel. The result must be 1 3 2 4. If it is 1 2 3 4, you see the
order in memory. Compare x.stride() with the steps in your code.
"""

import torch
from cross_correlate import as_pair, count_positions


def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph)) if ph or pw else x
    channels, height, width = padded.shape
    sizes = (channels, kh, kw, rows, columns)
    steps = (height * width, width, 1, sh * width, sw)
    windows = torch.as_strided(padded, sizes, steps)
    return windows.clone().reshape(channels * kh * kw, rows * columns)
