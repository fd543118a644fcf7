"""The convolutions have biases

Both convolutions of your block carry a bias, which adds as many parameters as there are
channels in and out: 24 for 8 to 16 channels. After each of them comes a batch norm, which
subtracts the mean of every channel, and with it any bias: whatever number you add, it is gone
one layer later. The batch norm then adds an offset of its own. So the biases do nothing but
take up room, and the block was asked for without them. Add 5 to a whole map and take the batch
norm's formula by hand. Where is the 5 afterwards?
"""

from torch import nn


def depthwise_separable(in_channels, out_channels, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, 1),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
