"""Gradients pile up from batch to batch

PyTorch adds each new gradient to what is already in `.grad`. You never clear it, so the second
step uses the sum of two gradients, the third the sum of three, and so on. The first batch is
right, and small problems still learn, only with steps that grow longer and longer and point in
old directions. To see it, train a single layer on two batches of one example and do both steps
by hand: the second step of your function is the one you expect plus the first one again. What
has to be true of every `.grad` at the moment the backward pass begins?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
