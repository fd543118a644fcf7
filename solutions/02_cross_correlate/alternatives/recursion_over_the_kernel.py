"""Peel off one row of the kernel after the other"""

import torch
from cross_correlate import as_pair


def _row(image, weights):
    """Cross-correlate with a kernel of one row."""
    if len(weights) == 1:
        return image * weights[0]
    width = image.shape[1] - len(weights) + 1
    return image[:, :width] * weights[0] + _row(image[:, 1:], weights[1:])


def cross_correlate2d(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel shape {kernel.shape}, image shape {image.shape}")
    if len(kernel) == 1:
        return _row(image, kernel[0])
    height = image.shape[0] - kernel.shape[0] + 1
    return _row(image[:height], kernel[0]) + cross_correlate2d(image[1:], kernel[1:])


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if len(x) != len(weight[0]):
        raise ValueError(f"{len(x)} channels against {len(weight[0])}")
    (ph, pw), (sh, sw) = as_pair(padding), as_pair(stride)
    if len(weight) > 1:
        one = conv_layer(x, weight[:1], None if bias is None else bias[:1], stride, padding)
        rest = conv_layer(x, weight[1:], None if bias is None else bias[1:], stride, padding)
        return torch.cat([one, rest])
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    total = cross_correlate2d(padded[0], weight[0, 0])
    for c in range(1, len(x)):
        total = total + cross_correlate2d(padded[c], weight[0, c])
    if bias is not None:
        total = total + bias
    return total[None, ::sh, ::sw]


def winograd_1d(tile, kernel):
    """Toom and Cook with the points 0, 2, -1 and infinity: other constants, four products."""
    a, b, c = kernel
    d0, d1, d2, d3 = tile
    p0 = a * (d0 + d1 / 2 - d2 / 2)
    p1 = (a + 2 * b + 4 * c) * (d1 + d2) / 6
    p2 = (a - b + c) * (d2 - 2 * d1) / 3
    p3 = c * (d3 - d2 - 2 * d1)
    return p0 + p1 + p2, 2 * p1 - p2 + p3
