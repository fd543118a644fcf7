"""No ReLU between the dense layers

Your network is two dense layers, one straight after the other. It has the right number of
parameters and it trains, so nothing seems wrong. But two linear steps in a row are one linear
step: whatever the hidden units do, a single layer from the pixels to the classes could do as
well. To see it, fill all weights with ones and give it a picture whose pixels sum to -5, then
one whose pixels sum to 5. The scores move by as much below zero as above. A hidden unit should
be able to stay silent. Which step between the layers lets it do so, and what would the scores
be then?
"""

import math

from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    n = math.prod(image_shape)
    return nn.Sequential(nn.Flatten(), nn.Linear(n, hidden), nn.Linear(hidden, num_classes))
