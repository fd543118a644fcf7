"""Every batch's share weighs the same

You work out the share of right answers in each batch and take the mean of these shares. This
agrees with the share of examples only if all batches are equally large. The last one seldom is.
Take five right answers out of six in one batch, and one wrong answer in a second batch of one:
five of seven are right, 0.71, but the mean of 5/6 and 0 is 0.42. A single picture decided as
much as the six others together. The task asks for a share of examples. Which two whole numbers,
counted over all batches, would give it?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += (model(images).argmax(dim=1) == labels).double().mean().item()
            examples += 1
    for part, training in modes:
        part.training = training
    return right / examples
