"""The dense network always gives ten scores

Whatever `num_classes` says, your network gives ten scores for a picture. With digits, which are
ten, this goes unnoticed. Ask for a network with 4 classes and look at the shape of what it
gives for a batch of 3 pictures: it is (3, 10) where (3, 4) was asked for. Somebody who trains
it on four classes then has six scores that never win, and a count of parameters that does not
agree with the one on paper. A default value is what holds when nothing else is said; it should
not be repeated inside the function. Which numbers in your layers are still written out as
digits?
"""

import math

from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(math.prod(image_shape), hidden), nn.ReLU(), nn.Linear(hidden, 10)
    )
