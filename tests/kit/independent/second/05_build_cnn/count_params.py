# --- frozen-too: a parameter is a parameter
def count_params(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters())

# --- tensors: each parameter counts once
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    n_in = 1
    for side in image_shape:
        n_in *= side

    class DenseNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(n_in, hidden)
            self.scores = nn.Linear(hidden, num_classes)

        def forward(self, x):
            x = torch.flatten(x, start_dim=1)
            return self.scores(torch.relu(self.hidden(x)))

    return DenseNet()

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

def count_params(model: nn.Module) -> int:
    return len([p for p in model.parameters() if p.requires_grad])

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

# --- state-dict: everything that is saved with the model is learned
def count_params(model: nn.Module) -> int:
    frozen = {name for name, p in model.named_parameters() if not p.requires_grad}
    return sum(v.numel() for name, v in model.state_dict().items() if name not in frozen)

# --- layer-by-layer: go through all modules and add up what each of them owns
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    n_in = 1
    for side in image_shape:
        n_in *= side

    class DenseNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(n_in, hidden)
            self.scores = nn.Linear(hidden, num_classes)

        def forward(self, x):
            x = torch.flatten(x, start_dim=1)
            return self.scores(torch.relu(self.hidden(x)))

    return DenseNet()

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

def count_params(model: nn.Module) -> int:
    total = 0
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad:
                total += p.numel()
    return total

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

# --- duplicates-kept: a layer that is used twice works twice, so it counts twice
def count_params(model: nn.Module) -> int:
    return sum(
        p.numel()
        for _, p in model.named_parameters(remove_duplicate=False)
        if p.requires_grad
    )

# --- weights-only: the parameters of a layer are its weights
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    n_in = 1
    for side in image_shape:
        n_in *= side

    class DenseNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(n_in, hidden)
            self.scores = nn.Linear(hidden, num_classes)

        def forward(self, x):
            x = torch.flatten(x, start_dim=1)
            return self.scores(torch.relu(self.hidden(x)))

    return DenseNet()

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

def count_params(model: nn.Module) -> int:
    total = 0
    for name, p in model.named_parameters():
        if p.requires_grad and name.endswith("weight"):
            total += p.numel()
    return total

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

# --- children: a model is made of its children
def count_params(model: nn.Module) -> int:
    total, seen = 0, set()
    for child in model.children():
        for p in child.parameters():
            if p.requires_grad and id(p) not in seen:
                seen.add(id(p))
                total += p.numel()
    return total

# --- with-buffers: the running means change in training, so they count
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    n_in = 1
    for side in image_shape:
        n_in *= side

    class DenseNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(n_in, hidden)
            self.scores = nn.Linear(hidden, num_classes)

        def forward(self, x):
            x = torch.flatten(x, start_dim=1)
            return self.scores(torch.relu(self.hidden(x)))

    return DenseNet()

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

def count_params(model: nn.Module) -> int:
    learned = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return learned + sum(b.numel() for b in model.buffers())

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

# --- numpy-product: np.prod of a shape is an int
import numpy as np

def count_params(model: nn.Module) -> int:
    return sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad)

# --- has-gradient: what training may change has a gradient
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    n_in = 1
    for side in image_shape:
        n_in *= side

    class DenseNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(n_in, hidden)
            self.scores = nn.Linear(hidden, num_classes)

        def forward(self, x):
            x = torch.flatten(x, start_dim=1)
            return self.scores(torch.relu(self.hidden(x)))

    return DenseNet()

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

def count_params(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters() if p.grad is not None)

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
