"""A single channel is taken to fit any number of channels

The channels are compared, but a 1 on either side is let through. Torch does not
complain either: it repeats a dimension of 1 as often as it needs. So a kernel made for
one channel is used on every channel, or the only channel of an image meets all the
layers of a kernel. Numbers come back, but two shapes were mixed up, and the caller
should hear of it.

Take an image of one pixel with three channels, 1 2 3, and a kernel of one pixel made
for one channel, which holds 1. If a 6 comes back, its only weight was used three times.
Then make the kernel for two channels. Why should only the second one be refused?
"""

from cross_correlate import conv_layer as _conv_layer


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    channels, weight_channels = x.shape[0], weight.shape[1]
    if channels != weight_channels and 1 not in (channels, weight_channels):
        raise ValueError(f"{channels} channels, but kernels for {weight_channels}")
    depth = max(channels, weight_channels)
    x = x.expand(depth, -1, -1)
    weight = weight.expand(-1, depth, -1, -1)
    return _conv_layer(x, weight, bias, stride, padding)
