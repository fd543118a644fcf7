"""Percent instead of a share

Your result is a hundred times too large: 80 where 0.8 is meant. Percent is for people to read;
the function should give a share between 0 and 1, which can be compared, multiplied and drawn
without remembering in which unit it was. Whoever prints it can still choose. In the experiment
training stops when the accuracy is above 0.9; with percent it would stop after the first epoch,
as nearly any network gets one picture in a hundred right. Test five pictures of which four are
right. What are the smallest and the largest number that your function can give?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) == labels).sum())
            examples += len(labels)
    for part, training in modes:
        part.training = training
    return 100 * right / examples
