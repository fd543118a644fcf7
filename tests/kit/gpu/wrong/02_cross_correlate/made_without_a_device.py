"""The result is made on the CPU, and what is added to it is not."""

import torch
from cross_correlate import as_pair, count_positions, im2col


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    result = torch.zeros(kernels, out_h * out_w, dtype=x.dtype)
    result += weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)
