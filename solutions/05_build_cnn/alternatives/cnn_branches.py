"""Kernels of 1, 3 and 5 side by side, joined, without padding tricks."""

import torch
from torch import nn


class _Branches(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.branches = nn.ModuleDict(
            {str(k): nn.Conv2d(n_in, n_out, k, padding=k // 2) for k in (1, 3, 5)}
        )

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches.values()], dim=1).relu()


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        _Branches(in_channels, 8),
        nn.MaxPool2d(2),
        _Branches(24, 12),
        nn.MaxPool2d(2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(36, 32),
        nn.ReLU(),
        nn.Linear(32, num_classes),
    )
