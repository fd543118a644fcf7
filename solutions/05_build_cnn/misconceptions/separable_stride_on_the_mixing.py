"""The stride is in the wrong convolution

The stride sits in your 1x1 convolution. The size of the result is the same, so shapes do not
show it. But the depthwise step, which looks around, now works at every position, and then three
quarters of its results are thrown away when the 1x1 step skips every second row and column:
with stride 2 four times the work for nothing. The numbers differ as well, because the batch
norm in between sees all positions in training mode. Think about which of the two steps looks at
the neighbourhood. If only every second position is wanted, at which step does it pay not to go
to the others at all?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, padding=1, groups=in_channels, bias=False),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
