"""Convolutions without padding as in LeNet, lazy dense layers, and a loss summed in single precision"""

import torch
from torch import nn


def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(nn.Flatten(), nn.LazyLinear(hidden), nn.ReLU(), nn.LazyLinear(num_classes))


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 8, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, num_classes),
    )  # fmt: skip


def train_epoch(model, batches, optimizer):
    model.train()
    total, count = torch.zeros(()), 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.detach().cpu() * len(labels)
        count += len(labels)
    return (total / count).item()
