"""A network that shrinks by strides, without norms or pooling layers."""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, stride=2, padding=1),
        nn.LeakyReLU(0.1),
        nn.Conv2d(16, 24, 3, stride=2, padding=1),
        nn.LeakyReLU(0.1),
        nn.Conv2d(24, 48, 3, stride=2, padding=1),
        nn.LeakyReLU(0.1),
        nn.AdaptiveAvgPool2d((1, 1)),
        nn.Flatten(),
        nn.Linear(48, num_classes),
    )
