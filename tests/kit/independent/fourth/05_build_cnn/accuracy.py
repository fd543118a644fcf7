# --- in-percent: gives a number from 0 to 100; on every call with a right answer
def accuracy(model: nn.Module, batches: Batches) -> float:
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    correct = total = 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                _, predicted = torch.max(model(images), 1)
                correct += (predicted == labels).sum().item()
                total += labels.size(0)
    finally:
        for m, training in modes:
            m.training = training
    return 100 * correct / total


# --- walks-twice: goes through the batches once to count and once more to test; on a generator
def accuracy(model: nn.Module, batches: Batches) -> float:
    n_examples = sum(len(labels) for _, labels in batches)
    was = {m: m.training for m in model.modules()}
    model.eval()
    try:
        with torch.no_grad():
            hits = sum(int((model(x).argmax(dim=1) == y).sum()) for x, y in batches)
    finally:
        for m in was:
            m.training = was[m]
    return hits / n_examples


# --- mode-of-the-whole: puts the whole model back in one mode, and its parts with it; where a part was in evaluation mode while the rest trained
def accuracy(model: nn.Module, batches: Batches) -> float:
    was_training = model.training
    model.eval()
    right = []
    try:
        with torch.no_grad():
            for images, labels in batches:
                right.append(model(images).argmax(-1).eq(labels))
    finally:
        model.train(was_training)
    return torch.cat(right).double().mean().item()
