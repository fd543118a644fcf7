"""Single columns cut out and joined again."""

import torch


def shuffle_weights(weight, perm):
    return torch.cat([weight[:, int(j) : int(j) + 1] for j in perm], dim=-1)
