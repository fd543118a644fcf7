"""Only the last batch counts

You return the share of right answers in the last batch. What you counted before is overwritten
with each round of the loop. With a single batch nothing shows; with several, most of the
examples are ignored, and the last batch, often the smallest, decides alone. Take five pictures
in batches of four and one: if the last picture is right, you say 1.0, else 0.0, whatever the
other four are. Follow your counters by hand through two rounds. Are they added to, or are they
set anew? What should still be known of the first batch when the loop is over?
"""

import torch


def accuracy(model, batches):
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    with torch.no_grad():
        for images, labels in batches:
            right = int((model(images).argmax(dim=1) == labels).sum())
            examples = len(labels)
    for part, training in modes:
        part.training = training
    return right / examples
