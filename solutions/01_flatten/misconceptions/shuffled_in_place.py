"""The original weights are changed

The result is right, but the weights that came in are changed as well: you wrote the new
order into the old tensor. The caller still wants to compare both layers, and now both
are the same one. On the next call the shuffle is applied on top of the last one.

Keep a copy of some weights, call your function, and compare the weights with the copy.
They should be equal. Writing into a tensor that somebody else gave you is like writing
into a borrowed book. A new tensor costs little, and keeps the two layers apart.
"""


def shuffle_weights(weight, perm):
    weight[:] = weight[:, perm]
    return weight
