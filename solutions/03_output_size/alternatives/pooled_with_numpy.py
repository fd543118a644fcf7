"""A detour through numpy that keeps dtype and device"""

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view


def relu(x):
    return torch.from_numpy(np.array(np.maximum(x.cpu().numpy(), 0))).to(x)


def max_pool2d(x, kernel, stride=None, padding=0):
    stride = kernel if stride is None else stride
    if padding > kernel / 2:
        raise ValueError(f"a padding of {padding} for a kernel of {kernel}")
    around = ((0, 0), (padding, padding), (padding, padding))
    array = np.pad(x.cpu().numpy(), around, constant_values=-np.inf)
    if min(array.shape[1:]) < kernel:
        raise ValueError(f"kernel {kernel} in {array.shape}, padding {padding}")
    windows = sliding_window_view(array, (kernel, kernel), axis=(1, 2))[:, ::stride, ::stride]
    return torch.tensor(windows.max(axis=(3, 4)), dtype=x.dtype, device=x.device)
