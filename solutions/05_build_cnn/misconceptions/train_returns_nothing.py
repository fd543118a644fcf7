"""The loss is not returned

Your function trains, and then ends without handing anything back, so the caller gets None. The
weights are right. But without the mean loss nobody sees whether the epoch did any good: the
learning curve is the first thing to look at when a network does not learn, and for ten classes
it should start near 2.3 and go down. Print what your function gives back. The signature
promises a float after the arrow. Which number is meant, and is it still known when the loop is
over, or would something have to be added up on the way?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
