# --- cleared-afterwards: clears the gradients after each step, so what lay around before counts in the first
def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for images, labels in batches:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(labels)
        n += len(labels)
    return total / n


# --- mean-of-means: counts the batches as it goes, and every batch weighs the same
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


# --- cleared-before-the-step: clears between backward and step, so that no step moves anything
def train_epoch(model, batches, optimizer):
    model.train()
    loss_sum = count = 0
    for x, y in batches:
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        loss_sum += loss.item() * x.shape[0]
        count += x.shape[0]
    return loss_sum / count


# --- length-of-the-batches: divides by len(batches.dataset) or, failing that, by the length of the list times the first batch
def train_epoch(model, batches, optimizer):
    model.train()
    running = 0.0
    size = None
    for x, y in batches:
        optimizer.zero_grad()
        out = model(x)
        loss = F.cross_entropy(out, y)
        loss.backward()
        optimizer.step()
        running += loss.item() * y.size(0)
        if size is None:
            size = y.size(0)
    return running / (len(batches) * size)


# --- summed-loss: goes backward from the sum over the batch, so that the step grows with the batch
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
