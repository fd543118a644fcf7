"""Two small convolutions, the simplest there is."""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    net = nn.Sequential()
    net.add_module("edges", nn.Conv2d(in_channels, 8, kernel_size=(3, 3), padding="same"))
    net.add_module("bend", nn.ReLU())
    net.add_module("shrink", nn.AvgPool2d(2))
    net.add_module("shapes", nn.Conv2d(8, 16, kernel_size=3, padding="same"))
    net.add_module("bend again", nn.ReLU())
    net.add_module("anywhere", nn.AdaptiveAvgPool2d(1))
    net.add_module("flat", nn.Flatten())
    net.add_module("scores", nn.Linear(16, num_classes))
    return net
