"""The channels are added up

You add up the absolute gradients of the channels where the largest of them was asked for. So a
pixel at which three channels matter a little, 2 each, beats one at which a single channel
matters a lot, 5. The map of a colour picture comes out up to three times too large. With one
channel nothing shows. Both ways occur in the literature; the task fixes one, so that maps can
be compared. For a single dense layer with two channels write down the two weights of one pixel,
say 5 and -1: what does your map give there, and what does the description ask for?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().sum(dim=0)
