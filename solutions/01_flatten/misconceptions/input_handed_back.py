"""Where nothing moves, the input itself comes back

For a shuffle that leaves every pixel in its place you return the very same tensor that
came in. The values are right, but now two names stand for one piece of memory. Whoever
changes the result later, by one training step for example, changes the original weights
too, without knowing it.

The rules ask for a new tensor in every case, also where there is nothing to do. Try it:
shuffle by the identity, add one to the result in place, and look at the weights that
you started with. A short cut that saves a copy can cost an evening.
"""

import torch


def shuffle_weights(weight, perm):
    if torch.equal(perm, torch.arange(len(perm), device=perm.device)):
        return weight
    return weight[:, perm]
