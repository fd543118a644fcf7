"""A norm that cannot live on a single picture

In training mode your network fails on a batch of one picture. After the global pooling each
channel is down to a single number for each picture, and the batch norm that follows takes its
mean and spread over the batch alone. With one picture in the batch there is one number, whose
spread is zero, so PyTorch refuses. Before the pooling a batch norm has all the positions of a
map to work with, and even one picture is enough. The last batch of an epoch is often smaller
than the others: 600 pictures in batches of 16 leave one of 8, and 601 would leave one of 1. In
which place of your network does a channel still have many numbers?
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
        nn.BatchNorm1d(32),
        nn.Linear(32, num_classes),
    )
