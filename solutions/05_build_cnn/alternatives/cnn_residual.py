"""A residual network with batch norm."""

from torch import nn


class _Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x):
        return (x + self.body(x)).relu_()


class _ResNet(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.stem = nn.Conv2d(in_channels, 20, 3, stride=2, padding=1)
        self.blocks = nn.ModuleList([_Residual(20), nn.MaxPool2d(2), _Residual(20)])
        self.head = nn.Linear(20, num_classes)
        nn.init.zeros_(self.head.weight)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return self.head(x.mean(dim=[2, 3]))


def build_cnn(in_channels=3, num_classes=10):
    return _ResNet(in_channels, num_classes)
