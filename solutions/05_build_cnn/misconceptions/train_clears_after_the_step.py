"""Old gradients count in the first step

You clear the gradients at the end of each round, after the step. From the second batch on this
is the same as clearing them at the start. But the first batch begins with whatever somebody
else left behind: a look at a gradient, a stopped experiment, a loss taken just to see it.
PyTorch adds the new gradient to the old one, and the first step goes astray. To see it, fill
every `.grad` of a small layer with ones, train on one batch, and compare with a layer whose
gradients were empty. On whom does your function rely for clean gradients at its very first
step?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
