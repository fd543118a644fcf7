# --- detached-is-a-copy: detach makes a copy
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

def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    captured = []
    handle = layer.register_forward_hook(lambda m, i, out: captured.append(out.detach()))
    try:
        model(x.clone())
    finally:
        handle.remove()
    return captured[-1]

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- still-attached: a clone is free of the graph
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    captured = []
    handle = layer.register_forward_hook(lambda m, i, out: captured.append(out.clone()))
    try:
        model(x)
    finally:
        handle.remove()
    return captured[-1]

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

def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    captured = []

    def hook(module, inputs, output):
        captured.append(output.detach().clone())

    handle = layer.register_forward_hook(hook)
    try:
        model(x.clone())
    finally:
        handle.remove()
    return captured[0]

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- hook-stays: a hook is gone when the function returns
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = {}

    def hook(module, inputs, output):
        maps["out"] = output.detach().clone()

    layer.register_forward_hook(hook)
    model(x.clone())
    return maps["out"]

# --- hook-stays-after-error: the hook is removed after the forward pass
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

def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = {}

    def hook(module, inputs, output):
        maps["out"] = output.detach().clone()

    handle = layer.register_forward_hook(hook)
    model(x.clone())
    handle.remove()
    return maps["out"]

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- all-hooks-removed: hooks are removed by clearing the layer's dict
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    layer.register_forward_hook(lambda m, i, out: maps.append(out.detach().clone()))
    try:
        model(x.clone())
    finally:
        layer._forward_hooks.clear()
    return maps[-1]

# --- evaluation-mode: one looks at a model in evaluation mode
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

def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    handle = layer.register_forward_hook(lambda m, i, out: maps.append(out.detach().clone()))
    model.eval()
    try:
        with torch.no_grad():
            model(x.clone())
    finally:
        handle.remove()
    return maps[-1]

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- layer-on-the-picture: the layer can be asked directly
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    with torch.no_grad():
        return layer(x.clone()).clone()

# --- what-goes-in: the hook gets what goes into the layer
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

def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []

    def hook(module, inputs, output):
        maps.append(inputs[0].detach().clone())

    handle = layer.register_forward_hook(hook)
    try:
        model(x.clone())
    finally:
        handle.remove()
    return maps[-1]

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- layer-by-layer: a model is a row of layers; run them until the layer is reached
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    with torch.no_grad():
        x = x.clone()
        for part in model.children():
            x = part(x)
            if part is layer:
                return x.clone()

# --- first-picture: a feature map is that of one picture
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

def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    handle = layer.register_forward_hook(lambda m, i, out: maps.append(out[0].detach().clone()))
    try:
        model(x.clone())
    finally:
        handle.remove()
    return maps[-1]

def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone()
    image.requires_grad_()
    with torch.enable_grad():
        scores = model(image[None])
        grad = torch.autograd.grad(scores[0, target], image)[0]
    return grad.abs().max(dim=0).values

# --- hook-on-the-type: layers are told apart by their type
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    handles = [
        part.register_forward_hook(lambda m, i, out: maps.append(out.detach().clone()))
        for part in model.modules()
        if type(part) is type(layer)
    ]
    try:
        model(x.clone())
    finally:
        for handle in handles:
            handle.remove()
    return maps[-1]
