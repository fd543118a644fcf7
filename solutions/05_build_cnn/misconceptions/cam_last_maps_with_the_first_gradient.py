"""The last maps are weighed with the gradient of the first run

You store the gradient in a hook that runs on the way back, and each call writes over
the one before. If the layer runs twice, there are two outputs and two gradients. The
maps that remain are those of the last run. But the way back has the opposite order: it
meets the last run first, so the gradient that remains is that of the first. You weigh
the maps with a gradient that is not theirs.

Take `c = nn.Conv2d(1, 1, 3)` and the model `nn.Sequential(c, c, nn.Flatten())`, and a
picture of 8x8. The maps are 6x6 in the first run and 4x4 in the second. Print the shape
in both of your hooks. In which order do the two sizes appear on the way there, and in
which on the way back?
"""

import torch


def grad_cam(model, layer, x, target):
    seen = {}

    def keep_gradient(gradient):
        seen["gradient"] = gradient.clone()

    def watch(part, inputs, output):
        seen["maps"] = output.detach().clone()
        output.register_hook(keep_gradient)

    image = x.detach().clone().requires_grad_(True)
    handle = layer.register_forward_hook(watch)
    try:
        score = model(image.unsqueeze(0))[0, target]
    finally:
        handle.remove()
    torch.autograd.grad(score, image)
    weights = seen["gradient"].mean(dim=(2, 3), keepdim=True)
    cam = (weights * seen["maps"]).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
