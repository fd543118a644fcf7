"""Every batch weighs the same, whatever its size

You take the mean of the batches' losses. That is the mean over the examples only if all batches
are of one size. The last batch often is smaller: with 11 examples in batches of 5, the last one
holds a single example, which then weighs as much as five others. Take two batches, one of 5
examples with a loss of 1 each, one of 1 example with a loss of 7. Your result is 4, while the
mean over the six examples is 12 / 6 = 2. The cross-entropy of a batch is a mean already. What
do you have to know besides it to get back to a sum over examples?
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
        total += loss.item()
        examples += 1
    return total / examples
