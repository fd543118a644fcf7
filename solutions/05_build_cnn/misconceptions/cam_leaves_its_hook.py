"""Grad-CAM leaves its hook on the layer

Your function hangs a hook on the layer and does not take it off. The map is right, but with
each call one more hook stays, and every later forward pass of the model runs all of them:
memory fills with old maps, and, if your hook changes what the layer hands on, so does the model
itself. Count the hooks of the layer before and after. It is worth thinking of errors as well:
if the forward pass raises, the hook should go too. What do you get back when you register a
hook, and at what point in your function is the hook no longer needed?
"""

import torch


def grad_cam(model, layer, x, target):
    captured = []

    def watch(part, inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    layer.register_forward_hook(watch)
    score = model(x.detach().clone().unsqueeze(0))[0, target]
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
