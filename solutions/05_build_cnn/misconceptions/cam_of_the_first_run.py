"""Grad-CAM of the first run of the layer

If the layer runs twice in one forward pass, you weigh the maps of the first run. The task says
that the last output counts, for the maps and for their gradient. A layer that is used again and
again is common: a ReLU defined once and called after each convolution, or a block in a loop.
The gradient is easy to get wrong here, because the backward pass visits the runs in the
opposite order: what is called last in the forward pass comes first on the way back. Build a
model that runs one convolution on its own output and compare with what you get by hand. Which
of the outputs that your hook saw do you pick in the end?
"""

import torch


def grad_cam(model, layer, x, target):
    captured = []

    def watch(part, inputs, output):
        captured.append(output if output.requires_grad else output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[0]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
