"""The ReLU comes before the sum

You set negative parts to zero in each weighted map, and then add the maps up. So what speaks
against the class is thrown away before it can be weighed against what speaks for it. At a
position where one map says 3 and another says -2, the evidence is 1; you get 3. And where they
say 1 and -2, it should be nothing, and you get 1. Work out two maps of 1x2 on paper in both
orders. The description has three steps here: weights, sum, ReLU. At which point do arguments
for and against meet, and at which point may the losers leave?
"""

import torch


def grad_cam(model, layer, x, target):
    captured = []

    def watch(part, inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).relu().sum(dim=1).squeeze(0)
    return cam / cam.max() if cam.max() > 0 else cam
