"""The map has negative entries

Your map shows the gradient with its sign. Saliency asks how much a pixel matters, not in which
direction: a pixel whose darkening raises the score is as important as one whose brightening
does. With the sign kept, taking the largest over the channels even prefers a weak positive
number to a strong negative one. For a single dense layer the gradient is its row of weights;
with 1 in one channel and -5 in the other at the same pixel, your map says 1. How far do these
two numbers reach, and what should be done to each of them before the larger one is chosen?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.amax(dim=0)
