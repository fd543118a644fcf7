"""The batch is flattened along with the pictures

You flatten everything you get, the batch included. A batch of 3 pictures with 30 numbers each
becomes one vector of 90, and the first layer, which waits for 30, refuses it. With a batch of
one picture it happens to work. The first dimension says which picture, the others say where in
it; only the others are to be laid out in a row. Write down the shapes for a batch (3, 2, 3, 5):
what should the shape be after flattening, and which dimension has to be left alone? PyTorch's
flattening can be told where to begin.
"""

import math

from torch import nn


class _Flat(nn.Module):
    def __init__(self, n, hidden, num_classes):
        super().__init__()
        self.first, self.last = nn.Linear(n, hidden), nn.Linear(hidden, num_classes)

    def forward(self, x):
        return self.last(self.first(x.reshape(-1)).relu())


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return _Flat(math.prod(image_shape), hidden, num_classes)
