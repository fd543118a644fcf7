"""Maps that speak against the class count in its favour

You take the absolute value of the weights, or of the gradients. A map with a negative weight
argues against the class: where it is strong, the class becomes less likely. In your sum it
counts in favour. For a network that tells two classes apart, the map of one class then looks
like the map of the other. In saliency the absolute value is right, since it asks how much a
pixel matters, either way. Grad-CAM asks for evidence for the class. Take two maps with weights
1 and -1 that are equal everywhere: what should be left of them, and what do you get?
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
    weights = gradient.mean(dim=(2, 3), keepdim=True).abs()
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
