"""The map is divided by its sum

You divide the map by the sum of its entries. Then all entries together make 1, like
probabilities, and the largest is some small number that depends on how many positions there
are. Grad-CAM asks for the largest to be 1, so that any two maps can be drawn on one scale. For
the values 1, 2, 0 and 4 the result should be 0.25, 0.5, 0 and 1; yours is 0.14, 0.29, 0 and
0.57. The bright places are the same in a drawing that stretches colours by itself, so look at
the numbers. What is the largest entry of your map, and what should it be for every picture with
any evidence?
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
    return cam / cam.sum() if cam.sum() > 0 else cam
