# --- detached-only: detaches the output and keeps it, without a copy
def feature_maps(model, layer, x):
    kept = {}

    def hook(module, inputs, output):
        kept["maps"] = output.detach()

    handle = layer.register_forward_hook(hook)
    try:
        model(x)
    finally:
        handle.remove()
    return kept["maps"]


# --- walks-the-children: a rewrite without a hook that runs the model's children one after the other up to the layer
def feature_maps(model, layer, x):
    with torch.no_grad():
        out = x
        for part in model.children():
            out = part(out)
            if part is layer:
                return out.detach().clone()
    raise ValueError("layer not found")


# --- removed-at-the-end: removes the hook after the forward pass, which an error skips
def feature_maps(model, layer, x):
    maps = []
    handle = layer.register_forward_hook(lambda m, i, o: maps.append(o.detach().clone()))
    with torch.no_grad():
        model(x)
    handle.remove()
    return maps[-1]


# --- evaluation-mode: puts the model in evaluation mode and leaves it there
def feature_maps(model, layer, x):
    kept = []
    handle = layer.register_forward_hook(lambda m, i, o: kept.append(o.detach().clone()))
    model.eval()
    try:
        with torch.no_grad():
            model(x)
    finally:
        handle.remove()
    return kept[-1]
