"""The picture is taken to be as wide as it is high

You divide the sum by the height times the height. On square features this is the number of
positions, and most networks only ever see square ones. On features that are wider than
high, or higher than wide, it is not.

Take a channel that is all ones, two rows and four columns. Its mean is 1. The sum is 8; if
you divide it by two times two you get 2. Count the positions by hand: how many are there,
and which two numbers of the shape give this count?
"""


def global_average_pool(features):
    return features.sum(dim=(-2, -1)) / features.shape[-2] ** 2
