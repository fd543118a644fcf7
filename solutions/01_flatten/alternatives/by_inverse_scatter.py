"""Every column written to the place where its pixel went."""

import torch


def shuffle_weights(weight, perm):
    moved = torch.empty_like(weight)
    places = torch.empty_like(perm)
    places[perm] = torch.arange(perm.numel(), device=perm.device)
    moved[:, places] = weight
    return moved
