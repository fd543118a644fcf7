"""All parts get back the mode of the whole

You remember whether the model was in training mode, and switch it back afterwards. But each
part has a mode of its own, and the switch changes all of them at once. Some parts may be in
evaluation mode on purpose while the rest trains: a frozen batch norm, for example, whose
statistics come from a larger data set. After your function it trains like all the others, and
its statistics are lost with the next batch. Put one layer of a model into evaluation mode, call
the function, and list the modes of all parts. What would you have to write down for each of
them?
"""

import torch


def accuracy(model, batches):
    was_training = model.training
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) == labels).sum())
            examples += len(labels)
    model.train(was_training)
    return right / examples
