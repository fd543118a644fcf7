"""After training the model is left in evaluation mode

The training itself is right, but at the end you switch the model to evaluation mode. It was
meant as a service for the test that usually follows. But the task says that the model is left
in training mode, and whoever goes on with it relies on that: another loop, written by somebody
else, may train for one more batch and find dropout and batch norm asleep. The function that
tests takes care of its own mode and puts it back afterwards. Ask `model.training` after your
function has run. A function should leave things as its description says, even where something
else seems handy.
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
        total += loss.item() * len(labels)
        examples += len(labels)
    model.eval()
    return total / examples
