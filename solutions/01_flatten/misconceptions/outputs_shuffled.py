"""The outputs are shuffled, not the pixels

You reorder the rows of the weights. A row holds the weights of one output, so this
swaps the outputs among each other, and has nothing to do with pixels. As soon as there
are not as many outputs as pixels, the shuffle does not even fit, and Python may
complain about an index that is too large.

Write down the weights of a layer with two outputs and three pixels as a small table.
Which direction of the table belongs to the pixels, the one you walk from left to right
or the one from top to bottom? The shapes in the handout, (m, n) for the weights and
(n,) for the shuffle, tell you.
"""


def shuffle_weights(weight, perm):
    return weight[perm]
