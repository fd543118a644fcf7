"""The shuffle by torch.gather with an index for every entry."""

import torch


def shuffle_weights(weight, perm):
    return torch.gather(weight, 1, perm.expand(weight.shape[0], -1))
