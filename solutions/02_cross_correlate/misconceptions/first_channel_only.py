"""Only the first channel is looked at

All channels but the first are left out. With a gray image, which has one channel,
everything is right. With a colour image only the red one counts, and in the middle of a
network most of what the layers before have found is thrown away.

Take an image of one pixel and two channels, 3 and 5, and a kernel of one pixel whose
weights are 1 and 10. The answer is 3 times 1 plus 5 times 10, which is 53. If you get 3,
the second channel was never used.

Each kernel is as deep as the image: it has a layer of weights for each channel. Where do
your sums run over them?
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
    result = torch.einsum("pmn,kmn->kp", windows[:, 0], weight[:, 0]).reshape(-1, rows, columns)
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer
