"""Both convolutions take the stride

Both convolutions of your block take the stride, so it acts twice: with stride 2 the maps are
halved by the depthwise step and halved again by the 1x1 step, and of each side only a quarter
is left. At stride 1 nothing shows. Give it maps of 9x12 with stride 2: the first step gives
5x6, and that is the size that should come out; yours gives 3x3. The block as a whole has one
stride, like a single convolution that it stands in for. One of the two steps looks around, the
other only mixes what is at the same place. Which one should do the skipping?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        ),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
