"""All windows as one strided view, and where() for the ReLU"""

import torch
from output_size import pool_output_size


def relu(x):
    return torch.where(x <= 0, torch.zeros_like(x), x)


def max_pool2d(x, kernel, stride=None, padding=0):
    step = stride or kernel
    for side in x.shape[1:]:
        pool_output_size(side, kernel, step, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    return padded.unfold(1, kernel, step).unfold(2, kernel, step).amax(dim=(-2, -1))
