"""The highest score is compared with the label

You take the value of the highest score and compare it with the label. But the label says
*which* class is right, not how large its score should be. A network that gives the right class
the score 7.3 is counted as wrong, unless the label happens to be this number. So the result is
nearly zero for real networks. Take the scores (9, 1, 2) with label 0: the winner is class 0, so
the answer is right, although the score is 9. A maximum has two sides: how large it is, and
where it is. Which of the two do you need, and which did you get?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).amax(dim=1) == labels).sum())
            examples += len(labels)
    for part, training in modes:
        part.training = training
    return right / examples
