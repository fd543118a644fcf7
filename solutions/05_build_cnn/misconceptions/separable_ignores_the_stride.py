"""The stride is never used

Your block accepts a stride and does nothing with it: the maps come out as large as they went
in, whatever was asked for. At stride 1, the default, all is well, so it may take a while to
show. Then a network of such blocks works at full size up to its end, with four times the
multiplications after every block that should have halved the maps. Give it maps of 9x12 and
stride 2, and look at the shape: 5x6 is expected. Follow the parameter from the signature into
the body of your function. At which of the layers should it arrive?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, padding=1, groups=in_channels, bias=False),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
