"""Gradients are cleared just before they are used

The gradient is worked out and then wiped away before the optimizer gets to see it. So the step
finds nothing to do, the weights stay as they are, and the loss does not fall. The four steps
are all there; only their order is wrong. Clearing belongs to the preparation of a batch, like
wiping the blackboard before a lesson, not between writing and reading. Print one entry of a
weight's `.grad` right after the backward pass and again right before the step. Which line of
yours stands between the two? At what moment is the old gradient no longer needed, and the new
one not yet there?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
