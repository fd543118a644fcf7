"""Without any evidence the map is not a number

If nothing speaks for the class, all sums are negative or zero, the ReLU makes zeros of them,
and you divide zero by zero. The result is not a number at every position. With most pictures
and classes that does not occur, and then one map in a thousand is empty and everything computed
from it is spoiled. The description has a sentence for this case. Make a model whose weights for
a class are all negative and whose maps are positive, and ask for its map. Which number do you
divide by, when can it be zero, and what should the answer be then?
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
    return cam / cam.max()
