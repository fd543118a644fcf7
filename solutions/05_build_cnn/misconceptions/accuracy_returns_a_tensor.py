"""The accuracy is returned as a tensor

The value is right, but it is a tensor with one entry and not a Python float. In a print-out the
two look almost alike. A tensor may live on a graphics card, compares and rounds in its own
ways, has only float32's seven digits, and ends up as something odd in a file or a table of
results. Ask for the type of what your function gives back and compare with the line of its
signature. The right answers can be counted as plain whole numbers from batch to batch; then one
division makes a float at the end. At which place in your loop does a tensor become a number?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += (model(images).argmax(dim=1) == labels).sum()
            examples += len(labels)
    for part, training in modes:
        part.training = training
    return right / examples
