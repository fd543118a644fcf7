"""The weights that came in are given back

You return the very tensor that came in, whatever the shuffle is. So two things are
wrong. The weights no longer fit to the shuffled pixels, and the caller now has two
names for one piece of memory: training the new layer would change the old one.

Take weights 1 and 10 and an image with the pixels 3 and 4: the sum is 43. Swap the
pixels and look for weights that give 43 again. They hold the same numbers as before,
but in another order. A dense layer does not care where the pixels are, but only if its
weights move along with them.
"""


def shuffle_weights(weight, perm):
    return weight
