# --- flattens-a-grid: after two poolings 32 pixels have become 8, so there are 8 times 8 positions
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 8 * 8, num_classes),
    )

# --- softmax-at-the-end: the network says how likely each class is
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, num_classes),
        nn.Softmax(dim=1),
    )

# --- relu-at-the-end: conv, ReLU, pool: a convolution to as many channels as classes gives the scores
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, num_classes, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )

# --- plain-list: a list of layers belongs to the module that holds it
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            sizes = [in_channels, 16, 32, 48]
            self.convs = [nn.Conv2d(a, b, 3, padding=1) for a, b in zip(sizes, sizes[1:])]
            self.fc = nn.Linear(48, num_classes)

        def forward(self, x):
            for conv in self.convs:
                x = F.relu(conv(x))
                x = F.max_pool2d(x, 2)
            return self.fc(x.mean(dim=(2, 3)))

    return Net()

# --- too-many-parameters: 32, 64 and 64 channels are few
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, num_classes),
    )

# --- norm-after-pooling: a batch norm before the last layer brings its inputs to the same spread
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.BatchNorm1d(32),
        nn.Linear(32, num_classes),
    )

# --- always-colour: a picture has three channels
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, num_classes),
    )

# --- five-poolings: every convolution is followed by a pooling
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    layers, channels = [], in_channels
    for out in (8, 12, 16, 24, 32):
        layers += [nn.Conv2d(channels, out, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels = out
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, num_classes)]
    return nn.Sequential(*layers)

# --- one-convolution: one convolution makes a convolutional network
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, 64, 5, padding=2),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, 64),
        nn.ReLU(),
        nn.Linear(64, num_classes),
    )

# --- ten-classes: the last layer has ten outputs
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, 10),
    )

# --- squeezed: squeeze takes away the two dimensions that pooling has left
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
            self.fc = nn.Linear(32, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.conv1(x)), 2)
            x = F.relu(self.conv2(x))
            x = F.adaptive_avg_pool2d(x, 1).squeeze()
            return self.fc(x)

    return Net()

# --- second-not-used: a layer that is defined in __init__ is a part of the network
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 32, 3, padding=1)
            self.conv2 = nn.Conv2d(32, 32, 3, padding=1)
            self.fc = nn.Linear(32, num_classes)

        def forward(self, x):
            x = F.relu(self.conv1(x))
            x = F.max_pool2d(x, 2)
            return self.fc(x.mean(dim=(2, 3)))

    return Net()

# --- square-maps: the last map is as high as it is wide
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
            self.fc = nn.Linear(32, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.conv1(x)), 2)
            x = F.relu(self.conv2(x))
            x = F.avg_pool2d(x, x.shape[-1])
            return self.fc(x.flatten(1))

    return Net()

# --- flattened-with-view: view(-1, n) makes rows of n numbers, one for each picture
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
            self.pool = nn.AdaptiveAvgPool2d(2)
            self.fc = nn.Linear(32, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.conv1(x)), 2)
            x = self.pool(F.relu(self.conv2(x)))
            return self.fc(x.view(-1, 32))

    return Net()
