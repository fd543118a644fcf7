"""The weights never move

Your function works out the loss and the gradients, and then goes on to the next batch. The
weights after the epoch are the weights before it, so the loss stays where it was, around 2.3
for ten classes, for as many epochs as you like. A gradient is only an arrow: it says in which
direction the loss grows. Somebody has to walk, and in PyTorch that is the optimizer, which
knows the parameters and how long a step should be. Note a weight before and after one batch:
any difference at all? Four things happen to a batch besides the forward pass. Which of them is
missing?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
