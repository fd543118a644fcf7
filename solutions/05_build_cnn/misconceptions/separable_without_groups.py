"""The first convolution mixes the channels

Your first convolution looks at all channels at once. That is an ordinary 3x3 convolution, with
in channels times in channels kernels, followed by a 1x1 one: more expensive than doing without.
The point of the block is that each channel is first looked at alone, with one kernel of its
own, and that mixing is left to the cheap 1x1 step. For 8 channels the first step needs 8 times
9 = 72 weights; yours has 576. Count the weights of the first layer for 4 channels. Into how
many groups have the channels to fall, if none is to see another?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
