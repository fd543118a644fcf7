"""The layer is a sum of two-dimensional cross-correlations"""

import torch
from cross_correlate import cross_correlate2d


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if len(x) != weight.shape[1]:
        raise ValueError(f"{len(x)} channels in x do not match {weight.shape[1]} in weight")
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    up, left = padding
    x = torch.nn.functional.pad(x, [left, left, up, up])
    maps = []
    for k, kernel in enumerate(weight):
        total = sum(cross_correlate2d(channel, layer) for channel, layer in zip(x, kernel))
        if bias is not None:
            total = total + bias[k]
        maps.append(total[:: stride[0], :: stride[1]])
    return torch.stack(maps)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return conv_layer(x, weight, bias=bias, stride=stride, padding=padding)


def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    size = len(x) * kh * kw
    pickers = torch.eye(size, dtype=x.dtype, device=x.device).reshape(size, len(x), kh, kw)
    return conv_layer(x, pickers, None, stride, padding).flatten(1)


def conv_matrix(kernel, height, width):
    impulses = torch.eye(height * width, dtype=kernel.dtype, device=kernel.device)
    images = impulses.reshape(-1, height, width)
    return torch.stack([cross_correlate2d(image, kernel).flatten() for image in images], dim=1)
