"""The picture is left asking for gradients

You switch `requires_grad` on for the caller's own picture, and it stays on, perhaps with a
gradient in its `.grad`. The map is right. But the picture is not yours: from now on everything
that is computed from it builds a graph, numpy refuses to convert it, and a second call adds to
the old gradient. Ask `x.requires_grad` and `x.grad` before and after. The task says that `x` is
as it was. You need a tensor that asks for gradients, with the same numbers in it. Does it have
to be the very one that the caller gave you?
"""

import torch


def saliency(model, x, target):
    x.requires_grad_(True)
    score = model(x.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, x)
    return gradient.abs().amax(dim=0)
