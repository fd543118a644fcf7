"""The step comes before the gradient

You take the step first and work out the gradient afterwards. So each step uses the gradient
that is there already: none at all for the first batch, if it was cleared just before, or the
one of the batch before. The weights lag behind, or do not move. Do one batch of a single
example by hand: from the scores comes the loss, from the loss the gradient, from the gradient
the step, and none of the three can come before its source. With your order, are the weights
after one batch any different from those before? Follow one gradient from its birth to its use.
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        optimizer.step()
        loss.backward()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
