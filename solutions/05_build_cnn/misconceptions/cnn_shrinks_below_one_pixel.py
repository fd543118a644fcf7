"""Small pictures shrink to nothing

On pictures of 32x32 your network works, on 16x16 it stops with an error: the maps have become
too small for the next layer. Every pooling by two halves the side. Five of them take 32 down to
1, which just fits, and 16 down to a half, which does not exist. Convolutions without padding
take away a little more each time. Write down the side after each layer, starting with 16: 16,
8, 4, 2, 1, and then? The network has to work from 16x16 up, so the whole chain has to end at
one pixel or more for that size. For the experiment, too, less shrinking is better: how often
may 32 be halved before a shift by 8 pixels is less than one step?
"""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    layers, channels = [], in_channels
    for wider in (8, 8, 16, 16, 16):
        layers += [nn.Conv2d(channels, wider, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels = wider
    return nn.Sequential(
        *layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, num_classes)
    )
