"""The shuffle as rows of the transpose: the result is not contiguous."""


def shuffle_weights(weight, perm):
    return weight.t()[perm].t()
