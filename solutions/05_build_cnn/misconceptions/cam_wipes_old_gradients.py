"""Grad-CAM wipes out gradients that were there before

You clear the model's gradients in your function. Nothing of yours is left behind, but what was
there before is gone as well: somebody may be collecting gradients over several batches and look
at a map in between. The task says that every parameter's `.grad` is as it was before the call,
which is not the same as empty. Fill each `.grad` with the number 2, call your function, and
look again. Either you note what was there and put it back, or you ask PyTorch for one gradient
as a return value and leave all others alone. Which of the two would you rather explain to a
colleague?
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
    model.zero_grad()
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
