"""One convolution that is used again and again."""

import torch
from torch import nn


class _Recurrent(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.first = nn.Conv2d(in_channels, 24, 3, stride=2, padding=1)
        self.again = nn.Conv2d(24, 24, 3, padding=1)
        self.last = nn.Linear(24, num_classes)

    def forward(self, x):
        x = torch.relu(self.first(x))
        for _ in range(3):
            x = torch.relu(self.again(x)) + x
        return self.last(x.amax(dim=(2, 3)))


def build_cnn(in_channels=3, num_classes=10):
    return _Recurrent(in_channels, num_classes)
