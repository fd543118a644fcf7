# --- stretched-from-the-smallest: takes the smallest value away before it divides, so the smallest place is always 0; where the evidence is above zero everywhere
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    kept = {}

    def hook(module, inputs, output):
        kept["maps"] = output
        return output.clone()

    handle = layer.register_forward_hook(hook)
    try:
        with torch.enable_grad():
            leaf = x.detach().clone().requires_grad_()
            score = model(leaf[None].clone())[0, target]
            grads = torch.autograd.grad(score, kept["maps"])[0]
    finally:
        handle.remove()
    maps = kept["maps"].detach()[0]
    weights = grads[0].mean(dim=(1, 2))
    cam = F.relu((weights[:, None, None] * maps).sum(0))
    cam = cam - cam.min()
    if cam.max() > 0:
        cam = cam / cam.max()
    return cam


# --- plus-epsilon: adds 1e-8 to the largest value so that nothing is divided by zero; on maps whose evidence is tiny
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    acts = []

    def keep(_module, _inputs, out):
        acts.append(out)
        return out.clone()

    h = layer.register_forward_hook(keep)
    try:
        with torch.enable_grad():
            img = x.detach().clone().requires_grad_(True)
            scores = model(img.unsqueeze(0).clone())
            g = torch.autograd.grad(scores[0, target], acts[-1])[0]
    finally:
        h.remove()
    alpha = g.mean(dim=(2, 3), keepdim=True)
    cam = (alpha * acts[-1].detach()).sum(dim=1)[0].clamp(min=0)
    return cam / (cam.max() + 1e-8)


# --- guided-and-enlarged: two mistakes, only positive gradients go into the weight of a map, and the result is enlarged to the size of the picture; on gradients of both signs, and on maps smaller than the picture
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    store = []

    def hook(module, args, output):
        store[:] = [output]
        return output.clone()

    handle = layer.register_forward_hook(hook)
    try:
        with torch.enable_grad():
            picture = x.detach().clone().requires_grad_()
            score = model(picture.clone().unsqueeze(0))[0][target]
            (gradient,) = torch.autograd.grad(score, store)
    finally:
        handle.remove()
    weights = gradient.clamp(min=0).mean(dim=(2, 3))
    cam = torch.einsum("nk,nkhw->nhw", weights, store[0].detach()).relu()
    cam = F.interpolate(cam[None], size=x.shape[-2:], mode="bilinear", align_corners=False)[0, 0]
    return cam / cam.max() if cam.max() > 0 else cam
