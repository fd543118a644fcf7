# --- in-the-model-s-own-mode: never switches to evaluation; shows on dropout in training mode
def accuracy(model, batches):
    right = n = 0
    with torch.no_grad():
        for x, y in batches:
            right += (model(x).argmax(1) == y).sum().item()
            n += len(y)
    return right / n

# --- left-in-evaluation: does not go back to training mode; shows in the mode afterwards
def accuracy(model, batches):
    model.eval()
    right = n = 0
    with torch.no_grad():
        for x, y in batches:
            right += (model(x).argmax(1) == y).sum().item()
            n += len(y)
    return right / n

# --- always-back-to-training: calls train() at the end; shows on a model that was in evaluation mode
def accuracy(model, batches):
    model.eval()
    right = n = 0
    with torch.no_grad():
        for x, y in batches:
            right += (model(x).argmax(1) == y).sum().item()
            n += len(y)
    model.train()
    return right / n

# --- parts-forgotten: brings back the mode of the whole, for all its parts; shows on a part in evaluation mode
def accuracy(model, batches):
    was_training = model.training
    model.eval()
    right = n = 0
    with torch.no_grad():
        for x, y in batches:
            right += (model(x).argmax(1) == y).sum().item()
            n += len(y)
    model.train(was_training)
    return right / n

# --- mean-of-batches: averages the batches' accuracies; shows on batches of 4 and 1
def accuracy(model, batches):
    modes = {m: m.training for m in model.modules()}
    model.eval()
    shares = []
    with torch.no_grad():
        for x, y in batches:
            shares.append((model(x).argmax(dim=1) == y).float().mean().item())
    for m, mode in modes.items():
        m.training = mode
    return sum(shares) / len(shares)

# --- best-example-of-each-class: argmax over the batch; shows on every batch
def accuracy(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    right = n = 0
    with torch.no_grad():
        for x, y in batches:
            pred = model(x).argmax(0)
            k = min(len(pred), len(y))
            right += (pred[:k] == y[:k]).sum().item()
            n += len(y)
    for m, mode in modes:
        m.training = mode
    return right / n

# --- in-percent: from 0 to 100; shows on every model
def accuracy(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    right = n = 0
    with torch.no_grad():
        for x, y in batches:
            right += (model(x).argmax(1) == y).sum().item()
            n += len(y)
    for m, mode in modes:
        m.training = mode
    return 100 * right / n

# --- gradients-switched-off-for-good: set_grad_enabled(False) and never on again; shows on whoever trains next
def accuracy(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    torch.set_grad_enabled(False)
    right = n = 0
    for x, y in batches:
        right += (model(x).argmax(1) == y).sum().item()
        n += len(y)
    for m, mode in modes:
        m.training = mode
    return right / n

# --- gives-a-tensor: right answers are added up as tensors; shows on every model
def accuracy(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    right = n = 0
    with torch.no_grad():
        for x, y in batches:
            right += (model(x).argmax(1) == y).sum()
            n += len(y)
    for m, mode in modes:
        m.training = mode
    return right / n
