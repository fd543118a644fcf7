"""Scores that are never negative

No score of your network is ever below zero, for any picture: the last thing that happens to the
scores is a ReLU, or something like it that cuts off what is negative. A ReLU belongs after a
layer whose answer is taken up by another layer. After the last one it takes away half of what
the network can say: every class it argues against gets the same zero, and where the score is
zero no gradient comes back, so a class that starts out silent may stay silent for ever. Look at
the scores of ten pictures before training. About half of the numbers should be negative. In
what kind of step does your network end?
"""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, num_classes),
        nn.ReLU(),
    )
