"""Frozen parameters ask for gradients again

You switch `requires_grad` off for all parameters, work out the map, and then switch it
on for all of them. The map is right, and no gradient is left behind. But a parameter
may have been frozen before you came: a layer taken over from a larger network, for
example, that is to stay as it is. After your function it asks for gradients like all
the others, and further training may change it. "On" is what most parameters were, not
what each of them was.

Make a model of two layers, freeze one bias, and print `p.requires_grad` for each of its
parameters before and after a call. Which one has changed? What can be seen only before
the first switch? And does the map need these switches at all?
"""

import torch


def saliency(model, x, target):
    for p in model.parameters():
        p.requires_grad_(False)
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    for p in model.parameters():
        p.requires_grad_(True)
    return gradient.abs().amax(dim=0)
