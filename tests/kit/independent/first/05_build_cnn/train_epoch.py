# --- mean-of-batch-means: each batch weighs the same; shows on batches of different sizes
def train_epoch(model, batches, optimizer):
    model.train()
    losses = []
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)

# --- gradients-never-cleared: they add up from batch to batch; shows on two batches
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n

# --- mode-never-set: trains in whatever mode the model is in; shows on a model in evaluation mode
def train_epoch(model, batches, optimizer):
    total, n = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n

# --- cleared-after-backward: the gradients are cleared between backward and step; shows on every model
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n

# --- asks-for-the-length: divides by len(batches); shows on a generator
def train_epoch(model, batches, optimizer):
    model.train()
    running_loss = 0.0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        running_loss += loss.item()
    return running_loss / len(batches)

# --- softmax-twice: a softmax before the cross-entropy; shows on every model
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(F.softmax(model(x), dim=1), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n

# --- loss-as-tensor: the sum keeps the tensor and its graph; shows on every model
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss * len(y)
        n += len(y)
    return total / n

# --- steps-by-the-sum: goes backward from the summed loss, so steps grow with the batch; shows on a batch of 2
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y, reduction="sum")
        loss.backward()
        optimizer.step()
        total += loss.item()
        n += len(y)
    return total / n

# --- walked-twice: counts the examples first, and a generator is then empty; shows on a generator
def train_epoch(model, batches, optimizer):
    model.train()
    n = sum(len(labels) for _, labels in batches)
    total = 0.0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
    return total / n

# --- last-loss-only: gives the loss of the last batch; shows on two batches
def train_epoch(model, batches, optimizer):
    model.train()
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
    return loss.item()

# --- left-in-evaluation: puts the model into evaluation mode at the end; shows in the mode
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * x.size(0)
        n += x.size(0)
    model.eval()
    return total / n

# --- sum-not-mean: gives the sum of the losses over all examples; shows on two examples
def train_epoch(model, batches, optimizer):
    model.train()
    total = 0.0
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * x.size(0)
    return total

# --- loss-after-the-step: reckons the loss once more after the step; shows on every model
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimizer.step()
        with torch.no_grad():
            total += F.cross_entropy(model(x), y).item() * len(y)
        n += len(y)
    return total / n
