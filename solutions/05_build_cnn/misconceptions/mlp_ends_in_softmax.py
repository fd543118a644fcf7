"""The dense network ends in a softmax

The scores of each picture are between 0 and 1 and sum to 1: they are probabilities already. The
cross-entropy of PyTorch expects raw scores and applies the softmax itself, so here it would be
applied twice. The network still learns, but slowly, because the second softmax sees only
numbers between 0 and 1 and can never be sure of anything. Try it with two classes: if your
output is (1, 0), as sure as it can get, the second softmax makes (0.73, 0.27) of it, and the
loss never falls below 0.31. What should the last layer of the network be, when somebody else
takes care of the probabilities?
"""

import math

from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
        nn.Softmax(dim=1),
    )
