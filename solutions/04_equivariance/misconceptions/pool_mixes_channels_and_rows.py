"""Channels and rows are averaged instead of positions

You average over the second and the third dimension, counted from zero as one and two. Those
are the channels and the rows. What is left is one number for each image and column, while
the task wants one for each image and channel.

Print the shape for features of shape `(2, 3, 4, 5)`. It should be `(2, 3)`; if it is `(2,
5)`, the channels are gone and the columns are still there. When channels come first, the
order is images, channels, rows, columns. Count along it from 0: which numbers have the two
that are positions? Or count from the end.
"""


def global_average_pool(features):
    return features.mean(dim=(1, 2))
