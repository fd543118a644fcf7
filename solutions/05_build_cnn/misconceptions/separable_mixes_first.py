"""The two steps are in the wrong order

You mix the channels first and look around afterwards. The result has the right shape, but it is
another block: your 3x3 kernels work on the channels that come out, not on those that go in, so
there are more or fewer of them, and the count of parameters differs whenever in and out differ.
For 8 to 16 channels the depthwise kernels should have 8 times 9 = 72 weights; yours have 144.
Some networks put a 1x1 step first in order to widen the channels, but the one asked for goes
depthwise, then pointwise. Which channels should each 3x3 kernel look at?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
        nn.Conv2d(
            out_channels, out_channels, 3, stride, padding=1, groups=out_channels, bias=False
        ),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
