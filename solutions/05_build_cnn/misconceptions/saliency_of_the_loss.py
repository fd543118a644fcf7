"""The gradient of the loss, not of the score

You take the gradient of the cross-entropy for the target class. The loss is what training goes
down on, so it is close at hand, but it asks about all the scores at once: the pixels of the
other classes mix in, and where the network is sure and right, the loss is flat and the map
nearly black. For one dense layer the gradient of a score is simply its row of weights, whatever
the picture; compare your map with those weights. The question is which pixels move the score of
the target. Does anything else have to be known to answer it, such as the other scores?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = torch.nn.functional.cross_entropy(
        model(image.unsqueeze(0)), torch.tensor([target], device=x.device)
    )
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().amax(dim=0)
