# --- one-size-only: flattens an 8x8 grid, so only 32x32 pictures pass; shows on 16x40
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(16 * 8 * 8, num_classes),
    )

# --- batch-norm-of-one: batch norm after the global pooling cannot train on a batch of one; shows on a batch of 1 in training mode
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.BatchNorm1d(32), nn.Linear(32, num_classes),
    )

# --- probabilities: ends in a softmax; shows on every input
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, num_classes), nn.Softmax(dim=1),
    )

# --- a-single-convolution: only one Conv2d; shows in the count of convolutions
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 32, 5, padding=2), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, num_classes),
    )

# --- too-many-parameters: 64 and 128 channels; shows in the count
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, num_classes),
    )

# --- layers-in-a-list: a plain list, which PyTorch does not look into; shows in the count of convolutions
def build_cnn(in_channels=3, num_classes=10):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.convs = [nn.Conv2d(in_channels, 16, 3, padding=1), nn.Conv2d(16, 32, 3, padding=1)]
            self.out = nn.Linear(32, num_classes)

        def forward(self, x):
            for conv in self.convs:
                x = F.max_pool2d(F.relu(conv(x)), 2)
            return self.out(x.mean(dim=(2, 3)))

    return Net()

# --- squeezed-batch: squeeze takes away a batch of one; shows on a batch of 1
def build_cnn(in_channels=3, num_classes=10):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
            self.fc = nn.Linear(32, num_classes)

        def forward(self, x):
            x = F.relu(self.conv1(x))
            x = F.max_pool2d(x, 2)
            x = F.relu(self.conv2(x))
            x = F.adaptive_avg_pool2d(x, 1).squeeze()
            return self.fc(x)

    return Net()

# --- shrinks-to-nothing: unpadded 5x5 kernels and poolings leave nothing of a small picture; shows on 16x16
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 8, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 16, 3), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, num_classes),
    )

# --- colour-only: three input channels are written in; shows on in_channels=1
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, num_classes),
    )

# --- ten-classes-always: the number of classes is written in; shows on num_classes=4
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 10),
    )
