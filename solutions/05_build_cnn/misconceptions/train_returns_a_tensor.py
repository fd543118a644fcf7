"""The loss is returned as a tensor

The number is right, but it comes as a tensor and not as a Python float. That is more than a
matter of taste: a loss that still hangs on its graph keeps all the in-between results of its
batch in memory, and adding such losses up over an epoch keeps every batch. On a graphics card
the number also stays there. Ask for the type of what you return. A loss tensor of one entry can
be turned into a plain number, and it is best done at once, in the loop, batch by batch, so that
nothing of the graph outlives its batch. What did the task promise to the caller in the line
with the arrow?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(labels)
        examples += len(labels)
    return total / examples
