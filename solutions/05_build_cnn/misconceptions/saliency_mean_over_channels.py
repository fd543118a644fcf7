"""The channels are averaged

You average the absolute gradients over the channels where the largest was asked for. A pixel at
which only the red channel matters comes out three times too weak in a colour picture, and with
many channels strong single ones drown. With one channel the two are the same. Both choices
occur in the literature, but a map can be compared with another only if both are made alike, so
the task fixes one. Take a pixel with gradients 6, 0 and 0: what does your map say, and what
should it say? Which operation along the channel dimension do you use, and which word stands in
the task?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().mean(dim=0)
