"""The smallest value is pulled down to zero

You subtract the smallest value and divide by the range. After that the smallest entry is always
0 and the largest always 1. If the evidence is spread out, with values between 3 and 4, your map
shows the weaker half of it as nothing at all, and a map where all places agree becomes zero
everywhere, or not a number. After the ReLU zero has a meaning: no evidence here. It should stay
where it is, so only the upper end is to be scaled. Take the values 2, 3 and 4 by hand and do
both. Which of the two does the description ask for?
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
    span = cam.max() - cam.min()
    return (cam - cam.min()) / span if span > 0 else torch.zeros_like(cam)
