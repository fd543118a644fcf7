"""The map is enlarged to the size of the picture

You stretch the map to the height and width of the picture. That is what one does for drawing,
to lay it over the picture, but the function should give the map in the size of the layer's
maps. Stretching makes up numbers between the measured ones, and shows more detail than there
is. Whoever wants to draw can stretch by themselves; whoever wants to compare, to average or to
find the largest position needs the real numbers. Compare the shape of your result with that of
the maps for a layer that halves the picture. Which step of yours is not among the four of the
description?
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
    cam = cam / cam.max() if cam.max() > 0 else cam
    cam = torch.nn.functional.interpolate(cam[None, None], size=x.shape[-2:], mode="bilinear")
    return cam[0, 0]
