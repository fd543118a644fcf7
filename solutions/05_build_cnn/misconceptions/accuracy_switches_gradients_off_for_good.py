"""Gradients are switched off and never on again

You switch gradients off for the test, and they stay off, for the whole program. The next call
of the training function stops with an error: the loss does not require gradients any more. The
test itself gives the right number, so the blame falls on innocent code. Ask
`torch.is_grad_enabled()` before and after a call. A switch that holds for everybody has to be
put back, just like the mode of the model, even when something goes wrong in between. PyTorch
has a way of switching gradients off for a few lines only, and of putting things back by itself
when those lines are done. What is it called?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    torch.set_grad_enabled(False)
    right, examples = 0, 0
    for images, labels in batches:
        right += int((model(images).argmax(dim=1) == labels).sum())
        examples += len(labels)
    for part, training in modes:
        part.training = training
    return right / examples
