"""Each position has a weight of its own

You multiply maps and gradients position by position, without taking the mean of the gradients
first. In Grad-CAM each map has a single weight, the mean of its gradient over all positions:
how much this map as a whole matters for the class. With your way every position brings its own
weight, which is another method, and its pictures look more ragged. When a global average
pooling follows the layer, all positions of a map have the same gradient, and both agree, so the
usual test network shows no difference. Take a map of 1x2 with gradients 1 and 3. What is its
one weight?
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
    cam = (gradient * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
