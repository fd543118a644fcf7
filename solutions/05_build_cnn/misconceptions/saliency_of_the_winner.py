"""The map belongs to the winning class

Whatever `target` says, you take the gradient of the highest score. When the target is the
winner, all is well, and that is the case one tries first. But the question may be another:
which pixels would make this 3 a little more like an 8? Then the score of a class that does not
win has to be asked. Take one dense layer with two classes and different weights: for target 0
and target 1 your function gives the same map twice. Where in your code does the target come in,
and what would happen to the map if you left it out altogether?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0].max()
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().amax(dim=0)
