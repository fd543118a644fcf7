# --- root-mode-only: remembers the mode of the model and sets all parts to it
def accuracy(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for x, y in batches:
            correct += (model(x).argmax(dim=1) == y).sum().item()
            total += y.numel()
    model.train(was_training)
    return correct / total


# --- mean-of-shares: averages the shares of the batches
def accuracy(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            shares = [(model(x).argmax(1) == y).float().mean().item() for x, y in batches]
    finally:
        for m, t in modes:
            m.training = t
    return sum(shares) / len(shares)


# --- grad-switched-off: switches gradients off for everybody and never on again
def accuracy(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    torch.set_grad_enabled(False)
    right = n = 0
    try:
        for x, y in batches:
            right += (model(x).max(1).indices == y).sum().item()
            n += y.shape[0]
    finally:
        for m, t in modes:
            m.training = t
    return right / n


# --- restored-by-train: puts each part back with part.train(mode), which sets the parts inside it as well, and goes from the inner ones to the outer
def accuracy(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    right = n = 0
    try:
        with torch.no_grad():
            for x, y in batches:
                right += (model(x).argmax(1) == y).sum().item()
                n += len(y)
    finally:
        for m, mode in reversed(modes):
            m.train(mode)
    return right / n
