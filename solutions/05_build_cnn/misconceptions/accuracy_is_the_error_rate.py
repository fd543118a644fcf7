"""The share of wrong answers

Your result is 1 minus what it should be: you count where winner and label differ. That is the
error rate, a useful number too, but the other way round: the better the network, the smaller it
gets. For a network that guesses among two classes the two are alike, so such a test does not
tell them apart. Take five pictures of which four are right. The accuracy is 0.8, and your
function says 0.2. In the experiment training would stop at once, because a network that knows
nothing has the highest value. Which comparison counts as one point in your sum?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) != labels).sum())
            examples += len(labels)
    for part, training in modes:
        part.training = training
    return right / examples
