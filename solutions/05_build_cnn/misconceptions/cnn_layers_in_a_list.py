"""Convolutions kept in a plain Python list

Your network runs, and yet PyTorch does not know of its convolutions. They are kept in an
ordinary Python list, and a module looks for its parts only among its own attributes and in the
containers made for the purpose. So the convolutions are missing from `model.modules()` and
`model.parameters()`. The optimizer never changes them, moving the model to another device
leaves them behind, and the count of parameters is far too small. The network still learns a
little, with convolutions that stay as random as they were born. Print the model: what is
missing on the screen is missing for the optimizer. PyTorch has two containers for a row of
layers. Which of them fits here?
"""

import torch
from torch import nn


class _Listed(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.convs = [nn.Conv2d(in_channels, 16, 3, padding=1), nn.Conv2d(16, 32, 3, padding=1)]
        self.last = nn.Linear(32, num_classes)

    def forward(self, x):
        for conv in self.convs:
            x = torch.relu(nn.functional.conv2d(x, conv.weight.to(x), conv.bias.to(x), padding=1))
            x = nn.functional.max_pool2d(x, 2)
        return self.last(x.mean(dim=(2, 3)))


def build_cnn(in_channels=3, num_classes=10):
    return _Listed(in_channels, num_classes)
