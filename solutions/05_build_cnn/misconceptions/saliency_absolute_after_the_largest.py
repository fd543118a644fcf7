"""First the largest, then the absolute value

You look for the largest gradient over the channels and take the absolute value afterwards. The
order matters: where one channel has 1 and the other -5, the largest is 1, and its absolute
value is 1. The strong pull of the second channel is lost, since it points downwards. With a
single channel, or with gradients that are all positive, both orders agree, so gray pictures do
not show it. Write the four numbers of a pixel with two channels and two classes on paper and do
it in both orders. What does importance mean for one channel, before any two of them are
compared?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.amax(dim=0).abs()
