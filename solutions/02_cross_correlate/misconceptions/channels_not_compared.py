"""Nobody looks whether the channels agree

If the image has 3 channels and the kernels were made for 5, something is wrong, and the
caller should hear of it in a ValueError that says a number. Here no one compares the two.
Often torch stops somewhere with an error of its own. Worse, where the kernels have a single
channel, or the image has one, the numbers are quietly spread over all channels, and a wrong
result comes back.

Try three channels in the image and one in the kernels. By the shapes alone torch can
multiply these, because a dimension of 1 fits everything.

Which entry of which shape says how many channels there are? Compare them before you begin.
"""

import torch
from cross_correlate import as_pair, count_positions


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    kh, kw = weight.shape[2:]
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(weight.shape[0], rows, columns)
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * window).sum(dim=(1, 2, 3))
    return result if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer
