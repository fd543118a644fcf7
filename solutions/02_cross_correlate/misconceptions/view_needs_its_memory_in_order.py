"""It works only on tensors whose memory is in order

With tensors that were just made all is well. With one that was transposed, permuted or cut
out of a larger one the function stops with an error that speaks of strides and of a view.
Such a tensor reads its numbers from memory in another order than it shows them.

One way to change a shape insists on not copying anything, and fails if it would have to.
Another one copies when it has to. Make yourself a test case: swap two dimensions of a
random tensor of weights and call your function.

Somebody who calls your function does not know how it works inside. Which of your lines asks
for more than it needs?
"""

import torch
from cross_correlate import as_pair, count_positions
from cross_correlate import im2col as _im2col


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    pixels, weights = image.view(-1), kernel.view(-1)
    result = image.new_zeros(rows, columns)
    for i in range(rows):
        for j in range(columns):
            for m in range(kh):
                start = (i + m) * width + j
                result[i, j] += pixels[start : start + kw] @ weights[m * kw : m * kw + kw]
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    kernels, channels, kh, kw = weight.shape
    if x.shape[0] != channels:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    flat = weight.view(kernels, -1)
    result = (flat @ _im2col(x, (kh, kw), stride, padding)).view(kernels, rows, columns)
    return result if bias is None else result + bias.view(-1, 1, 1)


conv_as_matmul = conv_layer


def im2col(x, kernel_size, stride=1, padding=0):
    x.view(-1)
    return _im2col(x, kernel_size, stride, padding)


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    weights = kernel.view(-1)
    matrix = torch.zeros(rows * columns, height * width).to(kernel)
    for i in range(rows):
        for j in range(columns):
            for m in range(kh):
                start = (i + m) * width + j
                matrix[i * columns + j, start : start + kw] = weights[m * kw : m * kw + kw]
    return matrix
