"""Depthwise separable blocks after a first convolution."""

from build_cnn import depthwise_separable
from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        depthwise_separable(16, 32, stride=2),
        depthwise_separable(32, 64, stride=2),
        depthwise_separable(64, 64),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, num_classes),
    )
