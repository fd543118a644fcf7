"""Grad-CAM of the probability, not of the score

You take the softmax first and then the gradient of the target's probability. A probability also
rises when other scores fall, so a map that speaks against another class gets a positive weight
for yours. The description starts from the raw score. With the final division the overall size
does not show, so maps of a network that is sure look similar, and only the balance between the
maps differs. Take two classes and two maps, where each class counts one map with weight 1: the
gradient of score 0 is (1, 0), that of its probability is something like (0.2, -0.2). Which of
the two says what class 0 looks for?
"""

import torch


def grad_cam(model, layer, x, target):
    captured = []

    def watch(part, inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0)).softmax(dim=1)[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
