"""A ReLU follows the last dense layer

No score of your network is ever negative. A ReLU belongs between two layers, so that they do
not melt into one, but after the last layer there is nothing left to keep apart. On the scores
it does harm: every class that the network argues against gets exactly zero, all of them alike,
and where the ReLU is shut no gradient comes back through it. Take a picture for which the last
layer gives (-3, -1, 2): after your ReLU it is (0, 0, 2), and the network can no longer say that
the first class is less likely than the second. Which numbers may a raw score be?
"""

import math

from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
        nn.ReLU(),
    )
