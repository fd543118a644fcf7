"""The positions are added up, not averaged

You give the sum over all positions. It also forgets where something was, but it grows with
the picture: the same texture on a picture of twice the height and width has a sum four
times as large, and the same mean.

Take a channel with the numbers 1 2 3 6. The sum is 12; there are four positions, so the
mean is 3. One reason why classifiers end in a global average is that they can then read
pictures of any size with the same weights. By what must a sum be divided, and does this
number stand in the shape of the input?
"""


def global_average_pool(features):
    return features.sum(dim=(-2, -1))
