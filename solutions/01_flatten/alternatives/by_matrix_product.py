"""The shuffle as a product with a permutation matrix."""

import torch


def shuffle_weights(weight, perm):
    n = len(perm)
    swap = torch.zeros(n, n, dtype=weight.dtype, device=weight.device)
    swap[torch.arange(n, device=weight.device), perm] = 1
    return weight @ swap.T
