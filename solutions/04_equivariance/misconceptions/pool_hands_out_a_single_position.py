"""A single position is handed out as a piece of the input

Where the features have one row and one column only, there is nothing to average, and
you give that one number as it stands. The numbers are right. But picking a place out of
a tensor makes no copy: it is a view, a second name for the same memory. Whoever writes
into the result changes the features as well, and the other way round.

Make features of shape `(2, 3, 1, 1)`, pool them, then fill the features with 7 and
print the result. It should not know about the 7. Do the same with two rows and two
columns. Both should behave alike. What would the rest of your function say about a
picture of one position, if it were asked?
"""


def global_average_pool(features):
    if features.shape[-2:] == (1, 1):
        return features[:, :, 0, 0]
    return features.mean(dim=(-2, -1))
