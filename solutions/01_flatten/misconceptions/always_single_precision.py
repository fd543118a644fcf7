"""The result is always of single precision

What you return is a tensor of 32-bit floats, whatever came in. For the usual weights
that is the right kind, so nothing seems wrong. But double precision weights lose half
of their digits, and a layer that mixes both kinds stops with an error in the next
matrix product.

Make some weights in double precision, call your function and look at the dtype of the
result. The rule for every function here is that a result has the dtype and the device
of its input. A shuffle only moves numbers, so there is no reason to make other numbers
out of them on the way.
"""

import torch


def shuffle_weights(weight, perm):
    moved = torch.zeros(weight.shape)
    for place, source in enumerate(perm.tolist()):
        moved[:, place] = weight[:, source]
    return moved
