"""The result is always of double precision

What you return is of double precision, whatever came in. The numbers are right, but the
usual weights have 32 bits, and a layer that mixes both kinds stops with an error in the
next matrix product. Double precision also takes twice the memory, and on most GPUs many
times the time.

Make some weights with the usual 32 bits, call your function and look at the dtype of
the result. The rule for every function here is that a result has the dtype and the
device of its input. A shuffle only moves numbers from place to place; it does not
calculate anything, so nothing is gained by more digits.
"""


def shuffle_weights(weight, perm):
    return weight.double()[:, perm]
