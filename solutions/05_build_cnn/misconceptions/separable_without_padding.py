"""The block loses a border

Your depthwise convolution has no padding, so each map loses a row and a column on every side:
9x12 becomes 7x10 at stride 1. With padding 1 the size is kept at stride 1 and halved, rounding
up, at stride 2, and so such blocks can be stacked as often as you like. Without it ten blocks
eat twenty rows, and a picture of 16x16 is gone. In the third assignment you worked out which
padding keeps the size for a kernel of 3. Write down the size after the block for a map of 9x12
and stride 2. Which two numbers should it be?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, stride=stride, groups=in_channels, bias=False),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
