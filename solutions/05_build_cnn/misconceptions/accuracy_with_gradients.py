"""The test keeps gradients it never needs

The result is right, but each forward pass keeps everything that a backward pass would need,
although none will follow. That costs memory and time: for a large batch several times as much
as the pass itself. It goes unnoticed on small pictures, and a test over a large set is where
the memory runs out. Evaluation mode does not switch this off: the mode is about dropout and
batch norm, gradients are another matter. Look whether the scores that come out of the model
require gradients while your function runs. How can you tell PyTorch, for a while, that nobody
is going to ask for a gradient?
"""


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    for images, labels in batches:
        right += int((model(images).argmax(dim=1) == labels).sum())
        examples += len(labels)
    for part, training in modes:
        part.training = training
    return right / examples
