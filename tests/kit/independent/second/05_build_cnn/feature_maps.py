# --- detached-is-a-copy: detach makes a copy
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    captured = []
    handle = layer.register_forward_hook(lambda m, i, out: captured.append(out.detach()))
    try:
        model(x.clone())
    finally:
        handle.remove()
    return captured[-1]

# --- still-attached: a clone is free of the graph
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    captured = []
    handle = layer.register_forward_hook(lambda m, i, out: captured.append(out.clone()))
    try:
        model(x)
    finally:
        handle.remove()
    return captured[-1]

# --- first-run: the layer runs once
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    captured = []

    def hook(module, inputs, output):
        captured.append(output.detach().clone())

    handle = layer.register_forward_hook(hook)
    try:
        model(x.clone())
    finally:
        handle.remove()
    return captured[0]

# --- hook-stays: a hook is gone when the function returns
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = {}

    def hook(module, inputs, output):
        maps["out"] = output.detach().clone()

    layer.register_forward_hook(hook)
    model(x.clone())
    return maps["out"]

# --- hook-stays-after-error: the hook is removed after the forward pass
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = {}

    def hook(module, inputs, output):
        maps["out"] = output.detach().clone()

    handle = layer.register_forward_hook(hook)
    model(x.clone())
    handle.remove()
    return maps["out"]

# --- all-hooks-removed: hooks are removed by clearing the layer's dict
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    layer.register_forward_hook(lambda m, i, out: maps.append(out.detach().clone()))
    try:
        model(x.clone())
    finally:
        layer._forward_hooks.clear()
    return maps[-1]

# --- evaluation-mode: one looks at a model in evaluation mode
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    handle = layer.register_forward_hook(lambda m, i, out: maps.append(out.detach().clone()))
    model.eval()
    try:
        with torch.no_grad():
            model(x.clone())
    finally:
        handle.remove()
    return maps[-1]

# --- layer-on-the-picture: the layer can be asked directly
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    with torch.no_grad():
        return layer(x.clone()).clone()

# --- what-goes-in: the hook gets what goes into the layer
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []

    def hook(module, inputs, output):
        maps.append(inputs[0].detach().clone())

    handle = layer.register_forward_hook(hook)
    try:
        model(x.clone())
    finally:
        handle.remove()
    return maps[-1]

# --- layer-by-layer: a model is a row of layers; run them until the layer is reached
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    with torch.no_grad():
        x = x.clone()
        for part in model.children():
            x = part(x)
            if part is layer:
                return x.clone()

# --- first-picture: a feature map is that of one picture
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    handle = layer.register_forward_hook(lambda m, i, out: maps.append(out[0].detach().clone()))
    try:
        model(x.clone())
    finally:
        handle.remove()
    return maps[-1]

# --- hook-on-the-type: layers are told apart by their type
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    maps = []
    handles = [
        part.register_forward_hook(lambda m, i, out: maps.append(out.detach().clone()))
        for part in model.modules()
        if type(part) is type(layer)
    ]
    try:
        model(x.clone())
    finally:
        for handle in handles:
            handle.remove()
    return maps[-1]
