"""The test runs in training mode

You never switch the model to evaluation mode. Dropout keeps throwing away parts of each
picture's features, so that the same picture may be right once and wrong the next time, and
batch norm uses the statistics of the test batch, and even learns them: your test changes the
model. On a network with neither of the two nothing shows. Take a model that ends in a dropout
of 0.9 and test it on easy scores: most answers get lost. Test the same batch twice and compare.
What should a measurement do to the thing that it measures?
"""

import torch


def accuracy(model, batches):
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) == labels).sum())
            examples += len(labels)
    return right / examples
