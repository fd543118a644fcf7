"""What speaks against the class stays in

Your map has negative entries: the ReLU after the sum is missing. A position whose maps speak
against the class has a negative sum. Grad-CAM asks where the evidence for the class lies, so
such places should be as dark as those that say nothing. In a drawing negative values also shift
the colours, so that places without any evidence look half bright. Work out two maps of 1x2 by
hand, with a sum of (2, -1). What should the result be, and what is the range that the
description promises?
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
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0)
    return cam / cam.max() if cam.max() > 0 else torch.zeros_like(cam)
