# --- negative-kept: what speaks against the class is shown too
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0)
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- strongest-gradient: the weight of a map is its strongest gradient
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.amax(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- positive-weights: a map that speaks against the class has no say
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True).relu()
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- divided-by-zero: there is always something positive
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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

# --- smallest-is-zero: the smallest number becomes 0 and the largest 1
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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
    low, high = cam.min(), cam.max()
    return (cam - low) / (high - low) if high > low else torch.zeros_like(cam)

# --- rectified-one-by-one: what is negative in a map does not count
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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
    cam = (weights * maps.detach()).relu().sum(dim=1).squeeze(0)
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- as-large-as-the-image: the result is laid over the image, so it is as large
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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
    cam = (weights * maps.detach()).sum(dim=1, keepdim=True).relu()
    cam = F.interpolate(cam, size=x.shape[-2:], mode="bilinear", align_corners=False)[0, 0]
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- place-by-place: each number of a map is weighed by its own gradient
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    cam = (gradient * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- divided-by-the-sum: the numbers of the map add up to one
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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
    total = cam.sum()
    return cam / total if total > 0 else cam

# --- mean-over-maps: the gradient is averaged over the maps, at each place
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=1, keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- largest-before-relu: the map is divided by its largest absolute value, then what is negative is cut off
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0)
    largest = cam.abs().max()
    return (cam / largest if largest > 0 else cam).relu()

# --- strength-of-gradient: how much a map matters is the mean of the gradient's absolute value
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.abs().mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- maps-unweighted: the gradient says which maps count, they are added up as they are
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True).sign()
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- of-the-probability: the score of a class is its probability
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0)).softmax(dim=1)[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- of-the-winner: the evidence is that for the class that wins
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0)).max()
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- first-run: the layer runs once
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output)
        return output.clone()

    handle = layer.register_forward_hook(watch)
    try:
        with torch.enable_grad():
            image = x.detach().clone().unsqueeze(0).requires_grad_(True)
            score = model(image)[0, target]
    finally:
        handle.remove()
    maps = captured[0]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- hooks-and-backward: a forward and a backward hook catch all that is needed, and backward fills nothing else
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    kept = {}
    one = layer.register_forward_hook(lambda m, i, out: kept.update(maps=out.detach().clone()))
    two = layer.register_full_backward_hook(lambda m, i, out: kept.update(grad=out[0].detach()))
    try:
        image = x.detach().clone().unsqueeze(0).requires_grad_(True)
        model(image)[0, target].backward()
    finally:
        one.remove()
        two.remove()
    weights = kept["grad"].mean(dim=(2, 3), keepdim=True)
    cam = (weights * kept["maps"]).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- hook-stays: the hook does no harm after the pass
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()

    layer.register_forward_hook(watch)
    score = model(x.detach().clone().unsqueeze(0))[0, target]
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- maps-without-copy: the maps that the hook sees stay as they are
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []
    handle = layer.register_forward_hook(lambda m, i, out: captured.append(out))
    try:
        image = x.detach().clone().unsqueeze(0).requires_grad_(True)
        score = model(image)[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1)[0].relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam

# --- batch-dimension-left: the result is a batch of one map
def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    captured = []

    def watch(_layer, _inputs, output):
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
    largest = cam.max()
    return cam / largest if largest > 0 else cam
