"""The weight's first two sizes are swapped

A weight has the shape (kernels, channels, rows, columns): first how many maps come out,
then how many channels go in. Here it is read the other way round. As long as both numbers
are equal the shape of the result is right, and the numbers are not. When they differ, the
channels seem to disagree although they do not.

Take an image of one pixel and two channels, 3 and 5, and a single kernel. Its weight has
the shape (1, 2, 1, 1), and one map comes out.

The order is the same as for a dense layer, whose weight has one row for each output. Which
size of the weight must be equal to the number of channels of the image?
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


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    weight = weight.transpose(0, 1)
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {weight.shape[1]}")
    rows, columns, windows = _windows(x, weight.shape[2:], stride, padding)
    result = torch.einsum("pcmn,kcmn->kp", windows, weight).reshape(-1, rows, columns)
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer
