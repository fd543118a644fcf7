"""The number of hidden units is never used

Your hidden layer always has 512 units, whatever `hidden` says. At the defaults that is right.
Ask for a small network, say 6 inputs, 4 hidden units and 3 classes, and count: 6·4 + 4 weights
and biases to the hidden layer and 4·3 + 3 to the classes make 43, and yours has thousands.
Whoever compares networks of several widths gets the same one each time, and wonders why the
width makes no difference. A default belongs into the signature and nowhere else. Which two
layers touch the hidden units, and where does each of them take the number from?
"""

import math

from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    n = math.prod(image_shape)
    return nn.Sequential(nn.Flatten(), nn.Linear(n, 512), nn.ReLU(), nn.Linear(512, num_classes))
