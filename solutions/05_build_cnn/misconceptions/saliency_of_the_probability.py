"""The gradient of the probability, not of the score

You take the softmax first and then the gradient of the target's probability. That is another
question: a probability also rises when the scores of the other classes fall, so their pixels
mix into your map. And when the network is very sure, the softmax is flat and the whole map is
nearly zero, although the score itself still depends on the picture. For one dense layer the
gradient of a score is just its row of weights, for every picture; yours changes from picture to
picture. The task names the raw score. What comes out of the model directly, before anything
else is done to it?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0)).softmax(dim=1)[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().amax(dim=0)
