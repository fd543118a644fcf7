"""The weights stay as they are

You return the weights unchanged. The idea that a dense layer does not care about the
order of pixels is half right, and the other half is this exercise: it does not care as
long as its weights may move along with the pixels. The same weights on a shuffled image
give another result.

Take weights 1 and 10 and an image with the pixels 3 and 4: the sum is 43. Swap the
pixels and calculate again with the same weights. Then find weights for the swapped
image that give 43 again. They hold the same numbers as before, in another order.
"""


def shuffle_weights(weight, perm):
    return weight.clone()
