"""A later layer writes into the maps of Grad-CAM

You keep the layer's output itself. If the next layer works in place, it overwrites these very
numbers: the maps that you weigh are then those after it, and so are the gradients. With a ReLU
behind the convolution all negative entries of the maps are gone, and the map of the class comes
out too large where they should have pulled it down; and PyTorch may complain that something it
needs was changed. Print the smallest entry of the captured maps, once with an in-place ReLU
behind the layer and once with an ordinary one. How can the rest of the model get something to
write on that is not yours?
"""

import torch


def grad_cam(model, layer, x, target):
    captured = []

    def watch(part, inputs, output):
        captured.append(output)

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
