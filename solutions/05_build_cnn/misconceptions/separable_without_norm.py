"""No batch norm in the block

The block is two convolutions with a ReLU after each, and nothing else. Batch norm is missing
after both. In between, it keeps the numbers in a range in which the next layer can work: a
depthwise kernel sees nine numbers only, so its outputs may be tiny in one channel and huge in
another, and the 1x1 step mixes them all. Without it such blocks train slowly, the more so as
they are stacked. For 8 to 16 channels 16 + 32 parameters are missing from your count. Read the
description of the block word by word. After which layers does it name a batch norm?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        ),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.ReLU(),
    )
