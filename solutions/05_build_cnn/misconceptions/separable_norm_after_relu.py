"""Batch norm and ReLU are exchanged

In your block the ReLU comes before the batch norm, in both halves. The parameters are the same,
and so is the shape. But the block now ends in a batch norm, so its outputs may be negative, and
each norm sees only what the ReLU has left over: half of the numbers are zeros, and the mean and
spread are those of a cut-off crowd. Some people do it this way, yet the description gives the
order: convolution, batch norm, ReLU, twice. Look at the smallest number that comes out of the
block. After a ReLU, which number could never appear?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        ),
        nn.ReLU(),
        nn.BatchNorm2d(in_channels),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.ReLU(),
        nn.BatchNorm2d(out_channels),
    )
