# --- textbook-backward: score.backward() leaves gradients in the model; shows in the parameters
def grad_cam(model, layer, x, target):
    store = {}
    def fwd(m, i, o):
        store["maps"] = o.clone()
        o.register_hook(lambda g: store.__setitem__("grad", g.clone()))
    handle = layer.register_forward_hook(fwd)
    try:
        inp = x.detach().clone().requires_grad_(True)
        model(inp.unsqueeze(0))[0, target].backward()
    finally:
        handle.remove()
    weights = store["grad"][0].mean(dim=(1, 2))
    cam = torch.relu((weights[:, None, None] * store["maps"][0].detach()).sum(0))
    return cam / cam.max() if cam.max() > 0 else cam

# --- no-relu: negative evidence stays; shows on a picture and its negative
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = (grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0).detach()
    return cam / cam.max() if cam.max() > 0 else torch.zeros_like(cam)

# --- zero-over-zero: divides by the largest without a look, which gives NaN; shows on a class without evidence
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0)).detach()
    return cam / cam.max()

# --- from-smallest-to-largest: subtracts the smallest before dividing; shows on a map that is nowhere zero
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0)).detach()
    cam = cam - cam.min()
    return cam / cam.max() if cam.max() > 0 else cam

# --- each-place-its-own-weight: multiplies maps and gradients place by place; shows on a gradient that differs from place to place
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad * kept[-1][0]).sum(0)).detach()
    return cam / cam.max() if cam.max() > 0 else cam

# --- largest-gradient-as-weight: the maximum in place of the mean; shows on a gradient that differs from place to place
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad.amax((1, 2))[:, None, None] * kept[-1][0]).sum(0)).detach()
    return cam / cam.max() if cam.max() > 0 else cam

# --- as-large-as-the-picture: scales the map up to the image's size, as papers draw it; shows on maps smaller than the image
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0)).detach()
    cam = F.interpolate(cam[None, None], size=x.shape[-2:], mode="bilinear", align_corners=False)[0, 0]
    return cam / cam.max() if cam.max() > 0 else cam

# --- maps-cut-first: sets negative map values to zero before weighting; shows on a picture and its negative
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = (grad.mean((1, 2))[:, None, None] * F.relu(kept[-1][0])).sum(0).detach().clamp(min=0)
    return cam / cam.max() if cam.max() > 0 else cam

# --- hook-left-behind: the forward hook stays; shows in the layer's hooks
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    layer.register_forward_hook(keep)
    score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
    grad = torch.autograd.grad(score, kept[-1])[0][0]
    cam = F.relu((grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0)).detach()
    return cam / cam.max() if cam.max() > 0 else cam

# --- weights-of-places: averages the gradient over the maps, so each place has a weight; shows on two maps
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad.mean(0, keepdim=True) * kept[-1][0]).sum(0)).detach()
    return cam / cam.max() if cam.max() > 0 else cam

# --- explains-the-winner: takes the highest score in place of the target's; shows on a target that is not the highest
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        scores = model(x.detach().clone().requires_grad_(True)[None])
        grad = torch.autograd.grad(scores[0, scores.argmax()], kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0)).detach()
    return cam / cam.max() if cam.max() > 0 else cam

# --- in-place-follower: keeps the output itself, which an in-place ReLU overwrites; shows on a layer before ReLU(inplace=True)
def grad_cam(model, layer, x, target):
    kept = []
    handle = layer.register_forward_hook(lambda m, i, o: kept.append(o))
    try:
        score = model(x.detach().clone().requires_grad_(True).unsqueeze(0))[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = F.relu((grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0)).detach()
    return cam / cam.max() if cam.max() > 0 else cam

# --- both-signs: absolute value instead of ReLU; shows on a picture and its negative
def grad_cam(model, layer, x, target):
    kept = []
    def keep(m, i, o):
        kept.append(o)
        return o.clone()
    handle = layer.register_forward_hook(keep)
    try:
        score = model(x.detach().clone().requires_grad_(True)[None])[0, target]
        grad = torch.autograd.grad(score, kept[-1])[0][0]
    finally:
        handle.remove()
    cam = (grad.mean((1, 2))[:, None, None] * kept[-1][0]).sum(0).detach().abs()
    return cam / cam.max() if cam.max() > 0 else cam
