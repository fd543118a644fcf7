"""The image size is written into the network

Your network always expects 3 channels of 32 by 32 pixels, whatever `image_shape` says. At the
defaults everything fits, and the parameters are right to the last one. Ask for pictures of
another shape, say (1, 2, 3), and the first layer still waits for 3,072 numbers while the
flattened picture has 6: two matrices that cannot be multiplied. This is the price of a dense
layer, by the way: it is made for one size of picture and no other. So the size has to come from
outside. Where in your code does the number of inputs come from, and what would have to change
in it when the shape changes?
"""

from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(3 * 32 * 32, hidden), nn.ReLU(), nn.Linear(hidden, num_classes)
    )
