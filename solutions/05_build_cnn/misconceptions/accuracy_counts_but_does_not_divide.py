"""The number of right answers, not their share

You return how many answers are right. Without knowing how many questions there were this says
little: 450 is excellent out of 500 and poor out of 5,000. A share between 0 and 1 can be
compared between data sets of any size. Test five pictures of which four are right: the result
should be 0.8, and yours is 4. The numbers you need are at hand while the loop runs. What else
has to be counted, batch by batch, since the batches may differ in size and an iterable need not
have a length?
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
    return float(right)
