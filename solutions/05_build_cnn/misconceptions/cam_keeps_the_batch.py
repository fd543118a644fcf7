"""One dimension too many

Your result has the shape (1, h, w) where (h, w) was asked for. The model wants a batch, so you
put the picture into a batch of one, which is right, and the maps come with this extra dimension
at the front. It has to go again before the map is handed out, for the caller gave a single
picture and expects a single map. Drawing programs are patient with such a dimension, so it may
not show there. Write the shape beside each line of your function: picture, batch, maps,
weights, sum. Where did the extra dimension come in, and after which line is it of no more use?
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
    cam = (weights * maps.detach()).sum(dim=1).relu()
    return cam / cam.max() if cam.max() > 0 else cam
