"""The inputs are counted without the channels

You count the inputs as height times width. For a gray picture that is right, so a test with one
channel passes. For a colour picture, flattening gives three numbers for each pixel, and the
first layer meets three times as many numbers as it was made for: PyTorch then complains that
two matrices cannot be multiplied. At the defaults the network has about a third of the
parameters it should have. Take a picture of shape (2, 3, 5) and write down how long the
flattened vector is. It helps to remember what the first assignment counted: every number of the
picture becomes an input of its own, whichever channel it came from.
"""

from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    n = image_shape[-2] * image_shape[-1]
    return nn.Sequential(
        nn.Flatten(), nn.Linear(n, hidden), nn.ReLU(), nn.Linear(hidden, num_classes)
    )
