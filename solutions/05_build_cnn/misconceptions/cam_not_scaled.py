"""The map is not divided by its largest value

Your map is right up to a factor: the last step, the division by the largest value, is missing.
The weights are means of gradients and can be of any size, so maps of two pictures or two layers
cannot be laid side by side before they share a scale. The description promises values from 0 to
1. In the example of the docstring the sum has the values 1, 2, 0 and 4 times a constant, and
after the division 0.25, 0.5, 0 and 1. Look at the largest entry of your result. What should it
be for every picture with any evidence at all, and what if there is none?
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
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam
