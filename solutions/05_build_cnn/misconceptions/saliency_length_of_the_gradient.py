"""The channels are joined by the root of squares

You join the channels by the length of the gradient, the root of the sum of squares. Where only
one channel matters, this is the same as its absolute value, and for gray pictures always. Where
several matter, it is larger than the largest of them: 3 and 4 give 5, and the task asks for 4.
Both are used in practice, but the description names one of them: the largest over the channels
of the absolute gradient. For a dense layer with the weights 1 and 5 at the same pixel, write
down both. Which operation runs over the channels in your code, and which word is in the text?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.square().sum(dim=0).sqrt()
