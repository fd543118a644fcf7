"""The bias is left out

The result is right as long as no bias is given. With one it does not change, although each
of the maps should be lifted by its own number. The argument is accepted and then forgotten.

Take an image of one pixel that holds 3, a kernel of one pixel that holds 2, and a bias of
100. The answer is 106. What do you get?

The bias says how readily a kernel answers before it has seen anything. There is one number
for each kernel, it goes to every place of that kernel's map, and it is added once. It may
also be missing, and then nothing is added. Do both cases have their way through your code?
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
    return result


conv_as_matmul = conv_layer
