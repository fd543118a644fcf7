"""Large batches take larger steps

Backward starts from the sum of the examples' losses, not from their mean. The direction of each
step is right, but its length grows with the batch: eight examples push eight times as hard as
one. With the learning rate chosen for means the network may jump about or blow up, and a last,
smaller batch steps more gently than the rest. Take one example, do the step by hand, then a
batch that holds this example twice: the mean loss is the same, so the step should be too, but
yours is twice as long. The task says how the cross-entropy of a batch is to be taken. What does
the loss do when you tell it nothing?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels, reduction="sum")
        loss.backward()
        optimizer.step()
        total += loss.item()
        examples += len(labels)
    return total / examples
