"""The logarithm is missing in the loss

Your loss is minus the probability of the right class; cross-entropy is minus its *logarithm*.
The negative log-likelihood loss takes what it is given and assumes that the logarithm has been
taken already. So your loss is between -1 and 0, a negative number, which a cross-entropy can
never be. It still falls while the network learns, but being badly wrong hardly costs more than
being a little wrong, and learning is slow. For two scores of 0 the probability is one half:
your loss is -0.5, and it should be ln 2 = 0.693. Which of PyTorch's losses takes raw scores?
"""

import torch.nn.functional as F


def train_epoch(model, batches, optimizer):
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.nll_loss(model(images).softmax(dim=1), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        examples += len(labels)
    return total / examples
