# --- clears-after-the-step: clears the gradients at the end of each step; where gradients lie around before the first one
def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    total, n = 0.0, 0
    for images, labels in batches:
        scores = model(images)
        loss = F.cross_entropy(scores, labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(labels)
        n += len(labels)
    return total / n


# --- returns-a-tensor: adds up the losses as tensors and returns one; on every call
def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    criterion = nn.CrossEntropyLoss()
    model.train()
    running_loss = 0
    seen = 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        running_loss += loss.detach() * y.size(0)
        seen += y.size(0)
    return running_loss / seen


# --- mean-of-means-then-eval: two mistakes, every batch weighs the same in the mean, and the model is left in evaluation mode; on batches of different sizes, and on every call
def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    losses = []
    model.train(True)
    for inputs, targets in batches:
        optimizer.zero_grad(set_to_none=True)
        outputs = model(inputs)
        loss = F.cross_entropy(outputs, targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    return sum(losses) / len(losses)
