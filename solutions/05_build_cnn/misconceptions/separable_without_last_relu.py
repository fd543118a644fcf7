"""No ReLU at the end of the block

The block ends with its second batch norm; the ReLU after it is missing. So the outputs may be
negative, while a block of this kind should give maps that say only how strongly something was
found, never less than not at all. If such blocks stand in a row, the 1x1 convolution of one and
the depthwise one of the next run into each other with no bend between them. Some newer networks
leave this ReLU out on purpose, but that is another block than the one asked for. Look at the
smallest number that comes out. What should it be?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        ),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
    )
