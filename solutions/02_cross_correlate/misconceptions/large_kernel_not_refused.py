"""A kernel that does not fit is not refused

When the kernel is larger than the picture there is no place for it, and the function should
say so with a ValueError. Here nobody looks. Depending on the sizes the caller gets an empty
tensor without a word, or an error from deep inside torch about negative dimensions.

An empty result is the worse of the two, because it travels on and fails somewhere else, far
from its cause. Try a kernel that is just one row taller than the image, and one that is
just one column wider.

What is the condition in each direction? And which number should the message contain, so
that the reader sees at once what does not fit?
"""

import torch
from cross_correlate import as_pair


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"{channels} channels, but kernels for {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = (height + 2 * ph - kh) // sh + 1
    columns = (width + 2 * pw - kw) // sw + 1
    result = x.new_zeros(kernels, rows, columns)
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * window).sum(dim=(1, 2, 3))
    return result if bias is None else result + bias[:, None, None]


def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = (padded.shape[1] - kh) // sh + 1
    columns = (padded.shape[2] - kw) // sw + 1
    result = x.new_zeros(x.shape[0] * kh * kw, rows * columns)
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i * columns + j] = window.flatten()
    return result


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    kernels, channels, kh, kw = weight.shape
    if x.shape[0] != channels:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    rows = (x.shape[1] + 2 * ph - kh) // sh + 1
    columns = (x.shape[2] + 2 * pw - kw) // sw + 1
    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, rows, columns)


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    rows, columns = height - kh + 1, width - kw + 1
    matrix = kernel.new_zeros(rows, columns, height, width)
    for i in range(rows):
        for j in range(columns):
            matrix[i, j, i : i + kh, j : j + kw] = kernel
    return matrix.reshape(rows * columns, height * width)


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[: height - kh + 1, : width - kw + 1]
