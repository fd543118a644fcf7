"""Grad-CAM leaves gradients in the model

The map is right, but afterwards the parameters hold gradients that they did not have: the
backward pass fills the `.grad` of everything on its way through the model. If somebody trains
on without clearing, their next step is partly yours. Look at the `.grad` of each parameter
before and after a call. It should be as it was, empty or not, so wiping at the end does not
mend it either. You want one gradient only, that of a score with respect to the maps. Is there a
way of asking for just that one and getting it handed back, with nothing stored anywhere?
"""


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
    score.backward()
    gradient = maps.grad
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
