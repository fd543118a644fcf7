"""A convolution is built but never runs

Your network holds two convolutions, but only one of them does anything: the other is
registered, has its parameters, and is passed by in the forward pass. Perhaps the picture, and
not the maps of the first layer, goes into the second, so that the first result is thrown away;
or a line is missing. PyTorch says nothing about it. The unused layer still counts for the
number of parameters, but it never gets a gradient, so it stays as it was at the start. To find
it, go backward once and look at the `.grad` of every weight: one of them is None. Then read
your forward pass line by line. Where does each result go?
"""

import torch
from torch import nn


class _Forgetful(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.first = nn.Conv2d(in_channels, 16, 3, padding=1)
        self.second = nn.Conv2d(in_channels, 32, 3, padding=1)
        self.last = nn.Linear(32, num_classes)

    def forward(self, x):
        x = torch.relu(self.second(x))
        return self.last(x.mean(dim=(2, 3)))


def build_cnn(in_channels=3, num_classes=10):
    return _Forgetful(in_channels, num_classes)
