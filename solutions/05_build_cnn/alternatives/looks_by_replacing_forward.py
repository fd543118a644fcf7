"""Listens by putting a function in the place of the layer's forward for a while."""

import contextlib

import torch


@contextlib.contextmanager
def _listening(layer, keep):
    forward = layer.forward

    def heard(*args, **kwargs):
        return keep(forward(*args, **kwargs))

    layer.forward = heard
    try:
        yield
    finally:
        del layer.forward


def feature_maps(model, layer, x):
    last = [None]

    def keep(output):
        last[0] = output.detach().clone()
        return output

    with _listening(layer, keep):
        model(x)
    return last[0]


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_()
    scores = model(torch.stack([image]))
    chosen = torch.zeros_like(scores)
    chosen[0, target] = 1
    gradient = torch.autograd.grad(scores, image, grad_outputs=chosen)[0]
    return torch.maximum(gradient, -gradient).amax(-3)


def grad_cam(model, layer, x, target):
    last = [None]

    def keep(output):
        last[0] = output.clone().requires_grad_() if not output.requires_grad else output.clone()
        return last[0].clone()

    with torch.enable_grad(), _listening(layer, keep):
        score = model(x.detach().clone()[None])[:, target].sum()
    maps = last[0]
    gradient = torch.autograd.grad(score, maps)[0]
    weights = gradient.flatten(2).mean(2)
    cam = torch.clamp(torch.tensordot(weights[0], maps[0].detach(), dims=1), min=0)
    return torch.where(cam.max() > 0, cam / cam.max().clamp(min=1e-300), torch.zeros_like(cam))
