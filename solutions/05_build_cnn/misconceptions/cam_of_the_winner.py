"""Grad-CAM of the winning class

Whatever `target` says, you take the gradient of the highest score. For the winner that is
right, and it is what one looks at first. But Grad-CAM is most useful when the network is wrong:
where does it see the evidence for the class that should have won? Ask for the maps of two
targets on the same picture: yours are equal. Take a dense layer with different weights for two
classes behind a single map and work out both by hand. Where in your code does the target come
in? If you could delete the parameter without an error, something is missing.
"""

import torch


def grad_cam(model, layer, x, target):
    captured = []

    def watch(part, inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0].max()
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
