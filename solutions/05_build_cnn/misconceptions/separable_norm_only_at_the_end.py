"""Only one batch norm, at the end

You have a batch norm after the 1x1 convolution and none after the depthwise one. So the maps of
the single channels go into the mixing step as they come: a channel whose kernel happens to give
large numbers drowns the others. The count of parameters is too small by two for each channel
that comes in, 16 for 8 channels. Six layers make up the block, three for each of its two steps,
and the two halves look alike apart from the convolution itself. Write the six down in a column
and compare with your code. What does the first half lack?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        ),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
