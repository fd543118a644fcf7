"""The channels are averaged instead of the positions

You take the mean over the channels, so that a picture is left for each image: one number
for each position. Global pooling is the other way round. It keeps what was found, channel
by channel, and forgets where.

Features of shape `(2, 3, 4, 5)` should become `(2, 3)`. If yours become `(2, 4, 5)`, the
wrong dimension went away. Each channel is the map of one feature: one says where edges are,
another where dots are. Adding maps of different things together makes no sense, while the
mean over one map says how much of that one thing is in the picture.
"""


def global_average_pool(features):
    return features.mean(dim=1)
