"""Windows are gathered by computed indices"""

import torch


def _as_tuple(v):
    return (v, v) if not isinstance(v, (tuple, list)) else (v[0], v[1])


def _starts(size, kernel, stride):
    if size < kernel:
        raise ValueError(f"cannot place a window of {kernel} in {size}")
    return torch.arange(0, size - kernel + 1, stride)


def _gather(x, kernel_size, stride, padding):
    kernel_size, stride, padding = _as_tuple(kernel_size), _as_tuple(stride), _as_tuple(padding)
    c, h, w = x.shape
    big = torch.zeros((c, h + 2 * padding[0], w + 2 * padding[1]), dtype=x.dtype, device=x.device)
    big[:, padding[0] : padding[0] + h, padding[1] : padding[1] + w] = x
    y = _starts(big.shape[1], kernel_size[0], stride[0])
    z = _starts(big.shape[2], kernel_size[1], stride[1])
    y = y[None, :] + torch.arange(kernel_size[0])[:, None]  # (kh, H')
    z = z[None, :] + torch.arange(kernel_size[1])[:, None]  # (kw, W')
    y, z = y.to(x.device), z.to(x.device)
    return big[:, y[:, None, :, None], z[None, :, None, :]]  # (C, kh, kw, H', W')


def im2col(x, kernel_size, stride=1, padding=0):
    windows = _gather(x, kernel_size, stride, padding)
    return windows.reshape(-1, windows.shape[3] * windows.shape[4])


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    if weight.size(1) != x.size(0):
        raise ValueError("channels: " + str(x.size(0)) + " and " + str(weight.size(1)))
    windows = _gather(x, tuple(weight.shape[-2:]), stride, padding)
    result = torch.tensordot(weight, windows, dims=3)
    return result if bias is None else result.add(bias[:, None, None])


conv_layer = conv_as_matmul


def cross_correlate2d(image, kernel):
    return conv_layer(image.unsqueeze(0), kernel.unsqueeze(0).unsqueeze(0)).squeeze(0)


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    numbers = torch.arange(height * width, device=kernel.device).reshape(1, height, width)
    columns = im2col(numbers, (kh, kw))  # which pixel each window has under each weight
    matrix = kernel.new_zeros(columns.shape[1], height * width)
    return matrix.scatter(1, columns.T, kernel.reshape(1, -1).expand(columns.shape[1], -1))
