"""The weights are reversed instead of shuffled

Your result is the row of weights read from right to left, whatever the shuffle was. For
the one shuffle that turns the image round this is the right answer, and for small
examples it may look like it. For all others the weights no longer stand at the pixels
that they belong to.

The second argument says exactly where each pixel has gone. Try two different shuffles
of the same weights: the two results must differ. Write a shuffled image as a row of
letters, and below each letter the weight that it should meet. Which part of your
function looks at the shuffle?
"""


def shuffle_weights(weight, perm):
    return weight.flip(1)
