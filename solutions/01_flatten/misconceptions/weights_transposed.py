"""Rows and columns of the weights are exchanged

Your result has the right numbers, but lies on its side: its shape is (n, m), while the
weights that came in have the shape (m, n). In this form it cannot be multiplied with an
image from the left, or it gives something else if there are as many outputs as pixels.

Write down the shapes of a layer with two outputs and five pixels: the weights, the
image, and the result of the product. The new weights must fit into the same place as
the old ones. Check the shape of what you return before you look at any values.
"""


def shuffle_weights(weight, perm):
    return weight.T[perm].contiguous()
