"""A ReLU is part of the layer

All negative numbers of the result are zero. They were cut off at the end, as a ReLU does.
In a network a ReLU nearly always follows a convolution, so it is easy to take them for one
thing. They are two: the layer that is asked for here is only the sum of products and the
bias.

Take an image of one pixel that holds 3 and a kernel of one pixel that holds minus 2. The
answer is minus 6. If you get 0, something has been cut off.

A layer without its ReLU is linear: doubling the image doubles the answer, and the answer to
a negative image is the negative answer. Is yours?
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
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {weight.shape[1]}")
    rows, columns, windows = _windows(x, weight.shape[2:], stride, padding)
    result = torch.einsum("pcmn,kcmn->kp", windows, weight).reshape(-1, rows, columns)
    result = result if bias is None else result + bias[:, None, None]
    return result.clamp(min=0)


conv_as_matmul = conv_layer
