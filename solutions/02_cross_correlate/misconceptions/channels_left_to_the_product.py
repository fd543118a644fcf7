"""Only the matrix product notices that the channels disagree

It seems that nobody compares the two numbers of channels. If they disagree, the rows of
weights are not as long as the columns of windows, and the product stops with an error
of torch's own, a RuntimeError. It names lengths that the caller has never heard of. The
task asks for a ValueError that says a number of channels.

Take an image of 3 channels, kernels made for 5, and windows of 2 by 2, and read the
error. It speaks of 12 and of 20. Which sizes were multiplied to get them? Would you
know what to change if you had never seen the inside of this function?
"""

from cross_correlate import as_pair, count_positions, im2col


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    kernels, _, kh, kw = weight.shape
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    result = weight.reshape(kernels, -1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result = result + bias[:, None]
    return result.reshape(kernels, rows, columns)
