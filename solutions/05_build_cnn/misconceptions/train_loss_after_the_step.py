"""The loss is measured after the step

You take the step, run the model once more on the same batch, and report that loss. It is lower
than the one the step was based on, since the network has just been moved to do better on
exactly these examples. So your number flatters the network, and each batch costs a second
forward pass; a layer with dropout or batch norm even gives something else each time. With a
learning rate of 0 both numbers agree; with a larger one they part. Do one step by hand and
write down the loss before and after. Which one does the backward pass start from?
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
        loss = F.cross_entropy(model(images), labels)
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
