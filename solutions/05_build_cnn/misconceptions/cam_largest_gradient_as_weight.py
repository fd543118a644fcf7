"""The weight of a map is its largest gradient

As the weight of a map you take the largest entry of its gradient where the mean over all
positions was asked for. One single position then speaks for the whole map, even if the others
say the opposite. When a global average pooling follows the layer, all positions have the same
gradient, and largest and mean agree, so the usual network does not show it. Take a map of 1x2
with the gradients 1 and -3: the mean is -1, so the map speaks against the class, while your
weight is 1. Which word stands in the description, in the step that makes one number out of the
gradient of a map?
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
    weights = gradient.amax(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
