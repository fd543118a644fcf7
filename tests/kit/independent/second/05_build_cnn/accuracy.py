# --- training-afterwards: after the test the training goes on
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

# --- no-grad-is-evaluation: torch.no_grad switches dropout off too
def accuracy(model: nn.Module, batches: Batches) -> float:
    right = examples = 0
    with torch.no_grad():
        for images, labels in batches:
            right += (model(images).argmax(dim=1) == labels).sum().item()
            examples += len(labels)
    return right / examples

# --- winners-of-the-batch: argmax over the first dimension goes through the examples
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
