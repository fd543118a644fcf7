# --- norm-after-pooling: a batch norm over the pooled features, which refuses a single picture in training
def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        nn.BatchNorm1d(32), nn.Linear(32, num_classes),
    )


# --- one-pooling-too-many: five poolings leave a single pixel of a 16×16 picture after four, and nothing after five
def build_cnn(in_channels=3, num_classes=10):
    layers, c = [], in_channels
    for out in (8, 12, 16, 24, 32):
        layers += [nn.Conv2d(c, out, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        c = out
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, num_classes))


# --- squeezes: takes away all dimensions of size one, that of a batch of one as well
def build_cnn(in_channels=3, num_classes=10):
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


# --- plain-list: keeps its convolutions in a Python list
def build_cnn(in_channels=3, num_classes=10):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.convs = [
                nn.Conv2d(in_channels, 16, 3, padding=1),
                nn.Conv2d(16, 32, 3, padding=1),
            ]
            self.head = nn.Linear(32, num_classes)

        def forward(self, x):
            for conv in self.convs:
                x = F.max_pool2d(F.relu(conv(x)), 2)
            return self.head(x.mean((2, 3)))

    return Net()


# --- window-of-the-width: pools globally with a window as large as the width, which a lower picture does not hold
def build_cnn(in_channels=3, num_classes=10):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = nn.Sequential(
                nn.Conv2d(in_channels, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
            )
            self.head = nn.Linear(32, num_classes)

        def forward(self, x):
            x = self.body(x)
            x = F.avg_pool2d(x, x.shape[-1])
            return self.head(x.flatten(1))

    return Net()
