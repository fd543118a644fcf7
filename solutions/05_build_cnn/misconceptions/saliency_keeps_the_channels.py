"""One map for each channel

Your result has as many maps as the picture has channels: (C, H, W) where (H, W) was asked for.
The absolute values are right, but nobody has yet decided what a pixel as a whole counts for. A
pixel of a colour picture is three numbers at one place, and the map should have one number
there: the largest of the three. For a gray picture only one dimension too many gives it away.
Look at the shape of what you return for a picture of shape (2, 2, 2). Which of the three
dimensions has to go, and how should its entries be put together?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs()
