"""Batch norm on maps that have one pixel left

Your network halves the picture four times, with a batch norm behind the last halving. A
picture of 32x32 leaves maps of 2x2, and all is well. A picture of 16x16 is down to one
pixel for each channel. In training mode a batch norm takes its mean and spread from the
numbers of the batch at hand. One picture of one pixel gives it one number, which has no
spread, so PyTorch refuses. With two pictures, or in evaluation mode, nothing shows.

Write down the side of the maps after each layer, starting with 16. Then put your
network into training mode and give it one picture of 32x32, and after that one of
16x16. How many numbers of a channel does your last batch norm see in each case?
"""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    layers, channels = [], in_channels
    for wider in (16, 24, 32, 32):
        layers += [
            nn.Conv2d(channels, wider, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(wider),
            nn.ReLU(),
        ]
        channels = wider
    return nn.Sequential(
        *layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, num_classes)
    )
