# --- negative-kept: what speaks against the class is shown too
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0)
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- strongest-gradient: the weight of a map is its strongest gradient
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.amax(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- positive-weights: a map that speaks against the class has no say
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True).relu()
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- divided-by-zero: there is always something positive
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max()

# --- smallest-is-zero: the smallest number becomes 0 and the largest 1
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    low, high = cam.min(), cam.max()
    return (cam - low) / (high - low) if high > low else torch.zeros_like(cam)

# --- rectified-one-by-one: what is negative in a map does not count
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).relu().sum(dim=1).squeeze(0)
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- as-large-as-the-image: the result is laid over the image, so it is as large
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1, keepdim=True).relu()
    cam = F.interpolate(cam, size=x.shape[-2:], mode="bilinear", align_corners=False)[0, 0]
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- place-by-place: each number of a map is weighed by its own gradient
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    cam = (gradient * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- divided-by-the-sum: the numbers of the map add up to one
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    total = cam.sum()
    return cam / total if total > 0 else cam

# --- mean-over-maps: the gradient is averaged over the maps, at each place
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=1, keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- largest-before-relu: the map is divided by its largest absolute value, then what is negative is cut off
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0)
    largest = cam.abs().max()
    return (cam / largest if largest > 0 else cam).relu()

# --- strength-of-gradient: how much a map matters is the mean of the gradient's absolute value
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.abs().mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- maps-unweighted: the gradient says which maps count, they are added up as they are
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True).sign()
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- of-the-probability: the score of a class is its probability
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0)).softmax(dim=1)[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- of-the-winner: the evidence is that for the class that wins
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0)).max()
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- first-run: the layer runs once
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output)
        return output.clone()

    handle = layer.register_forward_hook(watch)
    try:
        with torch.enable_grad():
            image = x.detach().clone().unsqueeze(0).requires_grad_(True)
            score = model(image)[0, target]
    finally:
        handle.remove()
    maps = captured[0]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- hooks-and-backward: a forward and a backward hook catch all that is needed, and backward fills nothing else
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    kept = {}
    one = layer.register_forward_hook(lambda m, i, out: kept.update(maps=out.detach().clone()))
    two = layer.register_full_backward_hook(lambda m, i, out: kept.update(grad=out[0].detach()))
    try:
        image = x.detach().clone().unsqueeze(0).requires_grad_(True)
        model(image)[0, target].backward()
    finally:
        one.remove()
        two.remove()
    weights = kept["grad"].mean(dim=(2, 3), keepdim=True)
    cam = (weights * kept["maps"]).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- hook-stays: the hook does no harm after the pass
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    layer.register_forward_hook(watch)
    score = model(x.detach().clone().unsqueeze(0))[0, target]
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- maps-without-copy: the maps that the hook sees stay as they are
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []
    handle = layer.register_forward_hook(lambda m, i, out: captured.append(out))
    try:
        image = x.detach().clone().unsqueeze(0).requires_grad_(True)
        score = model(image)[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- batch-dimension-left: the result is a batch of one map
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

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam
