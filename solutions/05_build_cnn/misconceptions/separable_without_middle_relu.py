"""No ReLU between the two convolutions

After the depthwise convolution and its batch norm you go on to the 1x1 convolution at once.
Both are linear, so together they are one linear step: a 3x3 convolution with fewer free
weights. The ReLU between them lets each channel decide for itself whether its pattern is there,
before the channels are mixed. The number of parameters does not show the difference, for a ReLU
has none, and neither does the shape; only the values do. Take one channel with a single
position and the number -3 after the norm. What should the 1x1 convolution get to see?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        ),
        nn.BatchNorm2d(in_channels),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
