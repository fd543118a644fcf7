# --- hook-left-behind: never removed; shows in the layer's hooks
def feature_maps(model, layer, x):
    out = []
    layer.register_forward_hook(lambda m, i, o: out.append(o.detach().clone()))
    model(x)
    return out[-1]

# --- still-attached: the maps keep their graph; shows in requires_grad
def feature_maps(model, layer, x):
    out = []
    handle = layer.register_forward_hook(lambda m, i, o: out.append(o.clone()))
    try:
        model(x)
    finally:
        handle.remove()
    return out[-1]

# --- not-copied: an in-place ReLU after the layer changes what was captured; shows on Conv2d and ReLU(inplace=True)
def feature_maps(model, layer, x):
    maps = {}
    def hook(module, inputs, output):
        maps["out"] = output.detach()
    handle = layer.register_forward_hook(hook)
    try:
        model(x)
    finally:
        handle.remove()
    return maps["out"]

# --- removed-only-if-all-goes-well: an error in the forward pass leaves the hook; shows on a model that raises
def feature_maps(model, layer, x):
    maps = []
    handle = layer.register_forward_hook(lambda m, i, o: maps.append(o.detach().clone()))
    model(x)
    handle.remove()
    return maps[-1]

# --- first-run-counts: gives the first output of a layer that runs twice; shows on a shared layer
def feature_maps(model, layer, x):
    maps = []
    handle = layer.register_forward_hook(lambda m, i, o: maps.append(o.detach().clone()))
    try:
        model(x)
    finally:
        handle.remove()
    return maps[0]

# --- evaluation-mode-stays: switches the model to evaluation; shows in the mode
def feature_maps(model, layer, x):
    model.eval()
    maps = []
    handle = layer.register_forward_hook(lambda m, i, o: maps.append(o.detach().clone()))
    try:
        with torch.no_grad():
            model(x)
    finally:
        handle.remove()
    return maps[-1]

# --- all-hooks-cleared: removes other people's hooks too; shows on a layer with a hook of its own
def feature_maps(model, layer, x):
    maps = []
    layer.register_forward_hook(lambda m, i, o: maps.append(o.detach().clone()))
    try:
        model(x)
    finally:
        layer._forward_hooks.clear()
    return maps[-1]

# --- what-goes-in: captures the layer's input; shows on every layer that changes something
def feature_maps(model, layer, x):
    maps = []
    handle = layer.register_forward_hook(lambda m, inp, out: maps.append(inp[0].detach().clone()))
    try:
        model(x)
    finally:
        handle.remove()
    return maps[-1]

# --- layer-on-the-picture: runs the layer on x itself; shows on a layer that is not the first
def feature_maps(model, layer, x):
    with torch.no_grad():
        return layer(x).clone()
