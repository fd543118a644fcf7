"""Own nn.Module classes throughout, functional calls in forward."""

import torch
import torch.nn.functional as F
from torch import nn


class _Dense(nn.Module):
    def __init__(self, image_shape, hidden, num_classes):
        super().__init__()
        n = 1
        for side in image_shape:
            n *= side
        self.fc1 = nn.Linear(n, hidden)
        self.fc2 = nn.Linear(hidden, num_classes)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x.reshape(x.shape[0], -1))))


class _Convolutional(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.conv3 = nn.Conv2d(32, 48, 3, padding=1)
        self.fc = nn.Linear(48, num_classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = F.relu(self.conv3(x))
        return self.fc(x.mean((-2, -1)))


class _Separable(nn.Module):
    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.mix_norm = nn.BatchNorm2d(out_channels)
        self.mix = nn.Conv2d(in_channels, out_channels, 1, bias=False)
        self.look_norm = nn.BatchNorm2d(in_channels)
        self.look = nn.Conv2d(
            in_channels, in_channels, 3, stride, padding=1, groups=in_channels, bias=False
        )

    def forward(self, x):
        x = torch.relu(self.look_norm(self.look(x)))
        return torch.relu(self.mix_norm(self.mix(x)))


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return _Dense(image_shape, hidden, num_classes)


def build_cnn(in_channels=3, num_classes=10):
    return _Convolutional(in_channels, num_classes)


def depthwise_separable(in_channels, out_channels, stride=1):
    return _Separable(in_channels, out_channels, stride)
