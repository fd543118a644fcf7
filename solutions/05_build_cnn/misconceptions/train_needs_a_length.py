"""The batches must be a list

Your function asks the batches for their length, or goes through them twice. A list can do that.
But `batches` is any iterable, perhaps a generator, which makes one batch after the other while
you go along: it has no length, and when it is through, it is empty. So it stops with an error,
or the second walk finds nothing. Large data sets are read like that, because they do not fit
into memory. Try your function on a generator of two batches. How many examples there were can
be found out on the way: what could you count while the loop runs?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    examples = sum(len(batches[i][1]) for i in range(len(batches)))
    total = 0.0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
    return total / examples
