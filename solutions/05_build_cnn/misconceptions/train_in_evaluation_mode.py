"""Training runs in evaluation mode

You switch the model to evaluation mode and train it there. Dropout is then switched off, so it
cannot do what it is for, and batch norm uses the running mean and variance it started with,
zero and one, rather than those of the batch; they are never updated. A network without either
of them trains as usual, which hides the slip. Look at a batch norm's running mean before and
after an epoch: it should have moved towards the mean of what came in. The two modes differ in
just such layers. In which of them do you want them to behave as while learning?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.eval()
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
