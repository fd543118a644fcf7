"""Training in whatever mode the model was in

Your function never says in which mode the model should be. If it comes from a test, it is in
evaluation mode, and you train it there: dropout drops nothing, and batch norm uses its old
running statistics instead of those of the batch, and does not update them. A network that was
never switched before happens to be in training mode, so the first epoch looks fine, and the
trouble begins with the second, after the first test. Call `eval()` on a model with batch norm,
train it for an epoch, and look at its running mean: has it moved? Who should make sure of the
mode, the caller or the function?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
