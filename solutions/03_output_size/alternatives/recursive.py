"""A network is its first layer and the rest."""

from output_size import pool_output_size, torch_output_size


def trace_shapes(input_shape, layers, _index=0):
    if not layers:
        return []
    first, *rest = layers
    kind, at = first["type"], f"layer {_index}: "
    image = len(input_shape) == 3
    shape = tuple(input_shape)
    if kind == "dense":
        if image:
            raise ValueError(at + "flatten first")
        shape = (first["out_features"],)
    elif kind == "flatten":
        shape = (input_shape[0] * input_shape[1] * input_shape[2],)
    elif kind in {"conv", "pool", "global_pool"}:
        if not image:
            raise ValueError(at + "comes after flatten")
        c, h, w = input_shape
        try:
            if kind == "conv":
                g = first.get("groups", 1)
                if c % g > 0 or first["out_channels"] % g > 0:
                    raise ValueError(f"groups of {g}")
                more = [first.get("stride", 1), first.get("padding", 0), first.get("dilation", 1)]
                h = torch_output_size(h, first["kernel"], *more)
                w = torch_output_size(w, first["kernel"], *more)
                c = first["out_channels"]
            elif kind == "pool":
                more = [first.get("stride"), first.get("padding", 0)]
                h = pool_output_size(h, first["kernel"], *more)
                w = pool_output_size(w, first["kernel"], *more)
            else:
                h = w = 1
        except ValueError as error:
            raise ValueError(at + str(error))  # noqa: B904
        shape = (c, h, w)
    elif kind not in {"relu", "softmax"}:
        raise ValueError(at + f"what is {kind}?")
    return [shape, *trace_shapes(shape, rest, _index + 1)]


def receptive_field(layers):
    if len(layers) == 0:
        return 1
    *below, last = layers
    if last["type"] == "relu":
        return receptive_field(below)
    step = 1
    for layer in below:
        if layer["type"] == "pool":
            step *= layer.get("stride", layer["kernel"])
        elif layer["type"] == "conv":
            step *= layer.get("stride", 1)
    return receptive_field(below) + step * last.get("dilation", 1) * (last["kernel"] - 1)
