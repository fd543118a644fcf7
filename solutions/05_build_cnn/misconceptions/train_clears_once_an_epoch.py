"""Gradients are cleared once per epoch

You clear the gradients before the loop, and not again. So the first batch is right, but the
second one adds its gradient to that of the first, the third to both, and the steps point more
and more to where the old batches wanted to go. An epoch of a single batch cannot show it, one
of two batches can: do the two steps of a tiny layer by hand and compare the weights. The second
step of your function is too long by exactly the first. PyTorch never forgets a gradient on its
own. How often does a step need a fresh start?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    optimizer.zero_grad()
    total, examples = 0.0, 0
    for images, labels in batches:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
