"""Only positive gradients go into the weights

You cut off the negative part of the gradient before you take its mean, or of the weights
afterwards. So a map that speaks against the class gets the weight zero and drops out, where it
should pull the sum down. The ReLU of Grad-CAM comes later, after all maps have been added up.
Take two maps that are 1 at the same position, with weights 2 and -3: the sum is -1, so there is
no evidence for the class there, and you get 2. Go through the four steps of the description in
their order. At which of them is something negative set to zero, and what has been added up by
then?
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
    weights = gradient.relu().mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
