"""The picture is turned into float32

Somewhere on its way through your network the picture is turned into float32. With ordinary
pictures nothing changes. But a model can be switched to double precision, weights and all, when
one wants to check a gradient or to reckon exactly; then float32 maps meet float64 weights, and
PyTorch refuses to mix them, or the result has lost half of its digits. Results should have the
type of the input, here as in all of the course. Call `.double()` on your network and on a
picture and run it. Which line of your forward pass decides about the type, and does it have to?
"""

import torch
from torch import nn


class _Single(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.first = nn.Conv2d(in_channels, 16, 3, padding=1)
        self.second = nn.Conv2d(16, 32, 3, padding=1)
        self.last = nn.Linear(32, num_classes)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.first(x.float())), 2)
        return self.last(torch.relu(self.second(x)).mean(dim=(2, 3)))


def build_cnn(in_channels=3, num_classes=10):
    return _Single(in_channels, num_classes)
