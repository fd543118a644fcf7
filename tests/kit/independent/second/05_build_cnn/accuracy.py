# --- training-afterwards: after the test the training goes on
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

def accuracy(model: nn.Module, batches: Batches) -> float:
    model.eval()
    right = examples = 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                right += (model(images).argmax(dim=1) == labels).sum().item()
                examples += len(labels)
    finally:
        model.train()
    return right / examples

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- one-mode-for-all: the model's own mode is the mode of its parts
def accuracy(model: nn.Module, batches: Batches) -> float:
    was = model.training
    model.eval()
    right = examples = 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                right += (model(images).argmax(dim=1) == labels).sum().item()
                examples += len(labels)
    finally:
        model.train(was)
    return right / examples

# --- mean-of-shares: the mean of the batches' shares is the share
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

def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = {part: part.training for part in model.modules()}
    model.eval()
    shares = []
    try:
        with torch.no_grad():
            for images, labels in batches:
                winners = model(images).argmax(dim=1)
                shares.append((winners == labels).float().mean().item())
    finally:
        for part, mode in modes.items():
            part.training = mode
    return sum(shares) / len(shares)

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- no-grad-is-evaluation: torch.no_grad switches dropout off too
def accuracy(model: nn.Module, batches: Batches) -> float:
    right = examples = 0
    with torch.no_grad():
        for images, labels in batches:
            right += (model(images).argmax(dim=1) == labels).sum().item()
            examples += len(labels)
    return right / examples

# --- winners-of-the-batch: argmax over the first dimension goes through the examples
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

def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right = examples = 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                winners = model(images).argmax(dim=0)
                n = min(len(winners), len(labels))
                right += int((winners[:n] == labels[:n]).sum())
                examples += len(labels)
    finally:
        for part, training in modes:
            part.training = training
    return right / examples

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- percent: accuracy is a percentage
def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right = examples = 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                right += int((model(images).argmax(dim=1) == labels).sum())
                examples += len(labels)
    finally:
        for part, training in modes:
            part.training = training
    return 100 * right / examples

# --- tensor: a sum of comparisons is a number
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

def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                right += (model(images).argmax(dim=1) == labels).sum()
                examples += len(labels)
    finally:
        for part, training in modes:
            part.training = training
    return right / examples

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- error-leaves-it-in-evaluation: the modes are put back at the end
def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) == labels).sum())
            examples += len(labels)
    for part, training in modes:
        part.training = training
    return right / examples

# --- gradients-off-for-good: gradients are switched off before a test
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

def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    torch.set_grad_enabled(False)
    right, examples = 0, 0
    try:
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) == labels).sum())
            examples += len(labels)
    finally:
        for part, training in modes:
            part.training = training
    return right / examples

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- with-gradients: in evaluation mode no gradients are computed
def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    try:
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) == labels).sum())
            examples += len(labels)
    finally:
        for part, training in modes:
            part.training = training
    return right / examples

# --- last-batch: the count starts anew with each batch
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

def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            for images, labels in batches:
                right = int((model(images).argmax(dim=1) == labels).sum())
                examples = len(labels)
    finally:
        for part, training in modes:
            part.training = training
    return right / examples

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- confident: an example is right if its label has more than half of the probability
def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                share = model(images).softmax(dim=1)
                right += int((share[torch.arange(len(labels)), labels] > 0.5).sum())
                examples += len(labels)
    finally:
        for part, training in modes:
            part.training = training
    return right / examples
