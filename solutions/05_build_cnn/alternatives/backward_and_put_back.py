"""Looks inside with backward(), and puts every gradient back afterwards."""

import torch


def saliency(model, x, target):
    kept = [(p, p.grad) for p in model.parameters()]
    for p, _ in kept:
        p.grad = None
    image = x.detach().clone()[None]
    image.requires_grad = True
    model(image.clone())[0][target].backward()
    for p, grad in kept:
        p.grad = grad
    return image.grad[0].abs().max(dim=0).values


def feature_maps(model, layer, x):
    store = {}

    def hook(module, args, output):
        store["maps"] = output.clone().detach()

    with torch.no_grad():
        handle = layer.register_forward_hook(hook)
        try:
            model(x)
        finally:
            handle.remove()
    return store["maps"]


def grad_cam(model, layer, x, target):
    kept = [(p, p.grad) for p in model.parameters()]
    for p, _ in kept:
        p.grad = None
    store = {}

    def hook(module, args, output):
        store["maps"] = output
        if not output.requires_grad:
            output.requires_grad_(True)
        output.retain_grad()
        return output * 1

    handle = layer.register_forward_hook(hook)
    try:
        model(x.detach()[None])[0, target].backward()
    finally:
        handle.remove()
        for p, grad in kept:
            p.grad = grad
    maps, grads = store["maps"].detach()[0], store["maps"].grad[0]
    cam = torch.einsum("k,khw->hw", grads.mean((1, 2)), maps).clamp(min=0)
    top = cam.max().item()
    return cam if top == 0 else cam / top
