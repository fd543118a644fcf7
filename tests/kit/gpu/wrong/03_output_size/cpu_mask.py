"""What is below zero is taken away by a mask that was made on the CPU."""

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    negative = torch.tensor((x < 0).tolist(), dtype=torch.bool).reshape(x.shape)
    return x.masked_fill(negative, 0)
