"""Only one convolution

Your network has a single convolution. One layer of 3x3 kernels can find edges and spots, and
the pooling after it can say how many there are, but nothing puts edges together to corners, or
corners to shapes. For that a second convolution has to look at the maps of the first. Its
windows also see more of the picture: two layers of 3x3 span 5x5 pixels, and with a pooling
between them 8x8, as much as a whole digit of the experiment. That is why at least two are asked
for. List what `model.modules()` gives and count the convolutions. What could a second one look
for, in maps that already show where the edges are?
"""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 32, 5, padding=2),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, 64),
        nn.ReLU(),
        nn.Linear(64, num_classes),
    )
