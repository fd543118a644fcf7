"""More than 25,000 parameters

Your network is over the limit. The parameters of a convolution are in channels times out
channels times the area of the kernel, so they grow with both numbers of channels: doubling
every layer's channels makes the network about four times as large. From 64 to 64 channels with
3x3 kernels alone are 36,928. The size of the picture, on the other hand, costs no parameter at
all. Make a table with one line for each layer and see which line is the largest; it is nearly
always the last convolution or a dense layer. Fewer channels there, or a depthwise separable
block in its place, brings the sum down at once. How much does each of your layers cost?
"""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(64, 64, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, num_classes),
    )
