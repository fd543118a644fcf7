# --- first-run-counts: collects every output and gives the first; on a layer that runs twice
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    outputs = []
    handle = layer.register_forward_hook(lambda m, i, o: outputs.append(o.detach().clone()))
    try:
        model(x)
    finally:
        handle.remove()
    return outputs[0]


# --- clears-all-hooks: empties the layer's hooks in the end, also those that were there before; on a layer that has a hook already
def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    activation = {}

    def get_activation(module, input, output):
        activation["out"] = output.detach().clone()

    layer.register_forward_hook(get_activation)
    try:
        with torch.no_grad():
            model(x)
    finally:
        layer._forward_hooks.clear()
    return activation["out"]
