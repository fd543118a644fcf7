# --- softmax-at-the-end: a classifier gives probabilities
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
        nn.Softmax(dim=1),
    )

def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class SmallNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.norm1 = nn.BatchNorm2d(16)
            self.conv2 = nn.Conv2d(16, 24, 3, padding=1)
            self.norm2 = nn.BatchNorm2d(24)
            self.conv3 = nn.Conv2d(24, 48, 3, padding=1)
            self.norm3 = nn.BatchNorm2d(48)
            self.fc = nn.Linear(48, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
            x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
            x = F.relu(self.norm3(self.conv3(x)))
            return self.fc(x.mean(dim=(2, 3)))

    return SmallNet()

def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    criterion = nn.CrossEntropyLoss(reduction="mean")
    losses, sizes = [], []
    for x, y in batches:
        optimizer.zero_grad()
        scores = model(x)
        loss = criterion(scores, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(x.shape[0])
    return sum(a * b for a, b in zip(losses, sizes)) / sum(sizes)

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- nothing-between: two dense layers are enough for a network of two layers
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    layers = [nn.Flatten(), nn.Linear(math.prod(image_shape), hidden)]
    layers.append(nn.Linear(hidden, num_classes))
    return nn.Sequential(*layers)

# --- channels-forgotten: an image has height times width inputs
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    _, height, width = image_shape
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(height * width, hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
    )

def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class SmallNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.norm1 = nn.BatchNorm2d(16)
            self.conv2 = nn.Conv2d(16, 24, 3, padding=1)
            self.norm2 = nn.BatchNorm2d(24)
            self.conv3 = nn.Conv2d(24, 48, 3, padding=1)
            self.norm3 = nn.BatchNorm2d(48)
            self.fc = nn.Linear(48, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
            x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
            x = F.relu(self.norm3(self.conv3(x)))
            return self.fc(x.mean(dim=(2, 3)))

    return SmallNet()

def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    criterion = nn.CrossEntropyLoss(reduction="mean")
    losses, sizes = [], []
    for x, y in batches:
        optimizer.zero_grad()
        scores = model(x)
        loss = criterion(scores, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(x.shape[0])
    return sum(a * b for a, b in zip(losses, sizes)) / sum(sizes)

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- square-images: images are square
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    n_in = image_shape[0] * image_shape[1] ** 2
    return nn.Sequential(
        nn.Flatten(), nn.Linear(n_in, hidden), nn.ReLU(), nn.Linear(hidden, num_classes)
    )

# --- scores-rectified: every dense layer is followed by a ReLU
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
        nn.ReLU(),
    )

def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class SmallNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.norm1 = nn.BatchNorm2d(16)
            self.conv2 = nn.Conv2d(16, 24, 3, padding=1)
            self.norm2 = nn.BatchNorm2d(24)
            self.conv3 = nn.Conv2d(24, 48, 3, padding=1)
            self.norm3 = nn.BatchNorm2d(48)
            self.fc = nn.Linear(48, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
            x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
            x = F.relu(self.norm3(self.conv3(x)))
            return self.fc(x.mean(dim=(2, 3)))

    return SmallNet()

def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    criterion = nn.CrossEntropyLoss(reduction="mean")
    losses, sizes = [], []
    for x, y in batches:
        optimizer.zero_grad()
        scores = model(x)
        loss = criterion(scores, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(x.shape[0])
    return sum(a * b for a, b in zip(losses, sizes)) / sum(sizes)

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- no-bias-inside: only the last layer needs a bias
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden, bias=False),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
    )

# --- two-hidden-layers: dense, ReLU comes twice before the scores
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
    )

def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class SmallNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.norm1 = nn.BatchNorm2d(16)
            self.conv2 = nn.Conv2d(16, 24, 3, padding=1)
            self.norm2 = nn.BatchNorm2d(24)
            self.conv3 = nn.Conv2d(24, 48, 3, padding=1)
            self.norm3 = nn.BatchNorm2d(48)
            self.fc = nn.Linear(48, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
            x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
            x = F.relu(self.norm3(self.conv3(x)))
            return self.fc(x.mean(dim=(2, 3)))

    return SmallNet()

def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    criterion = nn.CrossEntropyLoss(reduction="mean")
    losses, sizes = [], []
    for x, y in batches:
        optimizer.zero_grad()
        scores = model(x)
        loss = criterion(scores, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(x.shape[0])
    return sum(a * b for a, b in zip(losses, sizes)) / sum(sizes)

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- batch-flattened: flattening starts with the first dimension
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(start_dim=0),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
    )

# --- ten-classes: there are ten digits
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, 10),
    )

def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class SmallNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.norm1 = nn.BatchNorm2d(16)
            self.conv2 = nn.Conv2d(16, 24, 3, padding=1)
            self.norm2 = nn.BatchNorm2d(24)
            self.conv3 = nn.Conv2d(24, 48, 3, padding=1)
            self.norm3 = nn.BatchNorm2d(48)
            self.fc = nn.Linear(48, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
            x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
            x = F.relu(self.norm3(self.conv3(x)))
            return self.fc(x.mean(dim=(2, 3)))

    return SmallNet()

def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    criterion = nn.CrossEntropyLoss(reduction="mean")
    losses, sizes = [], []
    for x, y in batches:
        optimizer.zero_grad()
        scores = model(x)
        loss = criterion(scores, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(x.shape[0])
    return sum(a * b for a, b in zip(losses, sizes)) / sum(sizes)

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- dropout: a dense network needs dropout against learning by heart
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, num_classes),
    )

# --- sigmoid: the bend between the two layers is a sigmoid
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.Sigmoid(),
        nn.Linear(hidden, num_classes),
    )

def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:

    class SmallNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(in_channels, 16, 3, padding=1)
            self.norm1 = nn.BatchNorm2d(16)
            self.conv2 = nn.Conv2d(16, 24, 3, padding=1)
            self.norm2 = nn.BatchNorm2d(24)
            self.conv3 = nn.Conv2d(24, 48, 3, padding=1)
            self.norm3 = nn.BatchNorm2d(48)
            self.fc = nn.Linear(48, num_classes)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
            x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
            x = F.relu(self.norm3(self.conv3(x)))
            return self.fc(x.mean(dim=(2, 3)))

    return SmallNet()

def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    criterion = nn.CrossEntropyLoss(reduction="mean")
    losses, sizes = [], []
    for x, y in batches:
        optimizer.zero_grad()
        scores = model(x)
        loss = criterion(scores, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(x.shape[0])
    return sum(a * b for a, b in zip(losses, sizes)) / sum(sizes)

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values
