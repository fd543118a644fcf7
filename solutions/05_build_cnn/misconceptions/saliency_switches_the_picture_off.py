"""The picture never asks for gradients afterwards

You switch `requires_grad` on for the caller's own picture, and off at the end. The map
is right, and most pictures did not ask for gradients before. But some do: whoever
changes a picture step by step, so that a score grows, has switched it on. After your
function it is off, and their next backward pass stops with an error or leaves the
picture out. The task says that every `requires_grad` is as before, and before is not
always "off".

Make `a = torch.zeros(1, 4, 4)` and `b = torch.zeros(1, 4, 4, requires_grad=True)`. Call
your function with each of them and look at `requires_grad` before and after. Which of
the two has changed? Is there any need to turn a switch on a tensor that belongs to
somebody else?
"""

import torch


def saliency(model, x, target):
    x.requires_grad_(True)
    score = model(x.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, x)
    x.requires_grad_(False)
    return gradient.abs().amax(dim=0)
