"""After the test the model is always put into training mode

At the end you switch the model to training mode. That is right only if it was in training mode
before. A model that was in evaluation mode, because somebody is using it rather than training
it, comes back awake: its dropout drops again, and its batch norm begins to change with every
batch that passes. Call your function on a model in evaluation mode, then twice run the same
picture through it. The task says that the model comes back in the mode it was in, and so does
each of its parts. What has to be noted before the switch, and for how many modules?
"""

import torch


def accuracy(model, batches):
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right += int((model(images).argmax(dim=1) == labels).sum())
            examples += len(labels)
    model.train()
    return right / examples
