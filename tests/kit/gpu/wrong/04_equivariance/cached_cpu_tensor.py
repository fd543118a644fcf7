"""Weights for the mean, made once for each size and kept: on the CPU, where they were made."""

import torch
from torch import Tensor

_KEPT: dict = {}


def global_average_pool(features: Tensor) -> Tensor:
    flat = features.flatten(start_dim=2)
    key = flat.shape[-1], features.dtype
    if key not in _KEPT:
        _KEPT[key] = torch.full((key[0],), 1 / key[0], dtype=features.dtype)
    return flat @ _KEPT[key]
