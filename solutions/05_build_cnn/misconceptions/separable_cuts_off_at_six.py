"""Everything above 6 is cut down to 6

Your block has a ReLU6 where the description says ReLU. Up to 6 the two agree. Above it
a ReLU6 gives 6 for every number, however large. Some networks for phones do that on
purpose, because a short range fits into fewer bits. The block asked for here has no
ceiling: what was found strongly stays larger than what was found weakly. The number of
parameters and the shape are the same, and a batch norm keeps most numbers far below 6,
so the difference seldom shows.

Write down what a ReLU makes of -2, 3, 8 and 50. Then pass the four through yours, for
example `block[2](torch.tensor([-2.0, 3.0, 8.0, 50.0]))`. Which of them come out
differently? Can you still tell from the result which of the last two was larger?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        ),
        nn.BatchNorm2d(in_channels),
        nn.ReLU6(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU6(),
    )
