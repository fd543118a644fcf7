# --- retains-the-grad: the recipe of forums, retain_grad and backward, which fills every parameter's gradient
def grad_cam(model, layer, x, target):
    store = {}

    def hook(module, inputs, output):
        output.retain_grad()
        store["maps"] = output
        return output.clone()

    handle = layer.register_forward_hook(hook)
    try:
        model(x.unsqueeze(0))[0, target].backward()
    finally:
        handle.remove()
    maps, grads = store["maps"].detach()[0], store["maps"].grad[0]
    cam = (maps * grads.mean((1, 2))[:, None, None]).sum(0).clamp(min=0)
    return cam / cam.max() if cam.max() > 0 else cam


# --- map-times-gradient: multiplies each number by its own gradient, no mean over the positions
def grad_cam(model, layer, x, target):
    kept = []

    def hook(module, inputs, output):
        out = output if output.requires_grad else output.detach().requires_grad_()
        kept.append(out)
        return out.clone()

    h = layer.register_forward_hook(hook)
    try:
        score = model(x[None])[0, target]
        (g,) = torch.autograd.grad(score, kept[-1])
    finally:
        h.remove()
    cam = (kept[-1].detach() * g)[0].sum(0).clamp(min=0)
    top = cam.max()
    return cam / top if top > 0 else cam


# --- relu-before-the-sum: sets negative shares to zero map by map, before they are added up
def grad_cam(model, layer, x, target):
    kept = []

    def hook(module, inputs, output):
        out = output if output.requires_grad else output.detach().requires_grad_()
        kept.append(out)
        return out.clone()

    h = layer.register_forward_hook(hook)
    try:
        score = model(x[None])[0, target]
        (g,) = torch.autograd.grad(score, kept[-1])
    finally:
        h.remove()
    weights = g[0].mean((1, 2))
    cam = torch.zeros_like(kept[-1].detach()[0, 0])
    for w, m in zip(weights, kept[-1].detach()[0]):
        cam += torch.relu(w * m)
    return cam / cam.max() if cam.max() > 0 else cam


# --- stretched-from-the-least: takes the least away and divides by the range, no ReLU
def grad_cam(model, layer, x, target):
    kept = []

    def hook(module, inputs, output):
        out = output if output.requires_grad else output.detach().requires_grad_()
        kept.append(out)
        return out.clone()

    h = layer.register_forward_hook(hook)
    try:
        score = model(x[None])[0, target]
        (g,) = torch.autograd.grad(score, kept[-1])
    finally:
        h.remove()
    cam = (g[0].mean((1, 2), keepdim=True) * kept[-1].detach()[0]).sum(0)
    span = cam.max() - cam.min()
    return (cam - cam.min()) / span if span > 0 else torch.zeros_like(cam)


# --- as-large-as-the-picture: enlarges the map to the picture's size, as the paper's figures show it
def grad_cam(model, layer, x, target):
    kept = []

    def hook(module, inputs, output):
        out = output if output.requires_grad else output.detach().requires_grad_()
        kept.append(out)
        return out.clone()

    h = layer.register_forward_hook(hook)
    try:
        score = model(x[None])[0, target]
        (g,) = torch.autograd.grad(score, kept[-1])
    finally:
        h.remove()
    cam = (g[0].mean((1, 2), keepdim=True) * kept[-1].detach()[0]).sum(0).clamp(min=0)
    cam = F.interpolate(cam[None, None], size=x.shape[-2:], mode="bilinear", align_corners=False)[0, 0]
    return cam / cam.max() if cam.max() > 0 else cam
