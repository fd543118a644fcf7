"""Two convolutions with biases and no batch norm

Your block has the two convolutions with biases, and no batch norm. It is the simplest form of
the idea, and it looks around and mixes as it should. But two things differ from the
description: the convolutions are to be without biases, and a batch norm follows each of them.
The two belong together. A batch norm brings an offset for each channel, which takes over the
task of the bias, and it keeps the numbers in a good range, which such cheap blocks need more
than others. For 8 to 16 channels you have 224 parameters and should have 248. Where do the
missing ones sit?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1),
        nn.ReLU(),
    )
