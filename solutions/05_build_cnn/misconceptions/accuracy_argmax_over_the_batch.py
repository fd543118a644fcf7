"""The winner is looked for among the pictures

You look for the largest score in the wrong direction. The scores are a table with one row for
each picture and one column for each class. The winner of a picture is the largest entry of its
row. You take the largest of each column instead: the picture that got the most of that class.
The result has as many entries as there are classes, not pictures, so comparing it with the
labels gives an error, or, when both numbers happen to be equal, nonsense. Write down the scores
of three pictures and five classes and mark each picture's winner. Along which dimension do you
walk to find it?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).argmax(dim=0) == labels).sum())
            examples += len(labels)
    for part, training in modes:
        part.training = training
    return right / examples
