# --- five-poolings: halves the picture five times, which 16 pixels do not stand; on pictures with a side below 32
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    layers = []
    widths = [in_channels, 16, 16, 24, 24, 32]
    for before, after in zip(widths, widths[1:]):
        layers += [nn.Conv2d(before, after, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(widths[-1], num_classes)]
    return nn.Sequential(*layers)


# --- counted-for-gray: keeps to 25,000 parameters with one channel and not with three; on three channels and ten classes
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, kernel_size=5, padding=2)
            self.conv2 = nn.Conv2d(16, 32, kernel_size=5, padding=2)
            self.conv3 = nn.Conv2d(32, 32, kernel_size=3, padding=1)
            self.fc1 = nn.Linear(32, 40)
            self.fc2 = nn.Linear(40, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.conv1(x)), 2)
            x = F.max_pool2d(F.relu(self.conv2(x)), 2)
            x = F.relu(self.conv3(x)).mean(dim=(2, 3))
            return self.fc2(F.relu(self.fc1(x)))

    return Net()


# --- probabilities-when-testing: gives raw scores while it trains and a softmax of them in evaluation mode; on every picture in evaluation mode
def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    class DigitNet(nn.Module):
        def __init__(self, c, n):
            super().__init__()
            self.features = nn.Sequential(
                nn.Conv2d(c, 16, 3, padding=1, bias=False),
                nn.BatchNorm2d(16),
                nn.ReLU(inplace=True),
                nn.MaxPool2d(2),
                nn.Conv2d(16, 32, 3, padding=1, bias=False),
                nn.BatchNorm2d(32),
                nn.ReLU(inplace=True),
                nn.MaxPool2d(2),
                nn.Conv2d(32, 48, 3, padding=1),
                nn.ReLU(inplace=True),
            )
            self.head = nn.Linear(48, n)

        def forward(self, x):
            maps = self.features(x)
            scores = self.head(maps.mean((-2, -1)))
            if self.training:
                return scores
            return scores.softmax(dim=1)

    return DigitNet(in_channels, num_classes)
