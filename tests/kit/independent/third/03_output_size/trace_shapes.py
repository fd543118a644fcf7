# --- index-of-the-first-equal: finds the index with layers.index, which for equal layers is that of the first
def trace_shapes(input_shape, layers):
    shapes = []
    shape = tuple(input_shape)
    for layer in layers:
        try:
            kind = layer["type"]
            if kind == "conv":
                c, h, w = shape
                groups = layer.get("groups", 1)
                if c % groups or layer["out_channels"] % groups:
                    raise ValueError(f"groups {groups}")
                args = (layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1))
                shape = (layer["out_channels"], torch_output_size(h, *args), torch_output_size(w, *args))
            elif kind == "pool":
                c, h, w = shape
                args = (layer["kernel"], layer.get("stride"), layer.get("padding", 0))
                shape = (c, pool_output_size(h, *args), pool_output_size(w, *args))
            elif kind == "global_pool":
                c, h, w = shape
                shape = (c, 1, 1)
            elif kind == "flatten":
                c, h, w = shape
                shape = (c * h * w,)
            elif kind == "dense":
                (n,) = shape
                shape = (layer["out_features"],)
            elif kind not in ("relu", "softmax"):
                raise ValueError(f"unknown type {kind}")
        except ValueError as error:
            raise ValueError(f"layer {layers.index(layer)}: {error}")
        shapes.append(shape)
    return shapes


# --- no-index: lets the errors of the size functions through, without the layer's index
def trace_shapes(input_shape, layers):
    shapes = []
    shape = tuple(input_shape)
    for i, layer in enumerate(layers):
        kind = layer["type"]
        image = len(shape) == 3
        if kind in ("relu", "softmax"):
            pass
        elif kind == "dense":
            if image:
                raise ValueError(f"layer {i}: dense before flatten")
            shape = (layer["out_features"],)
        elif kind in ("conv", "pool", "global_pool", "flatten"):
            if not image:
                raise ValueError(f"layer {i}: {kind} after flatten")
            c, h, w = shape
            if kind == "conv":
                groups = layer.get("groups", 1)
                if c % groups or layer["out_channels"] % groups:
                    raise ValueError(f"layer {i}: groups {groups} do not divide")
                rest = (layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1))
                shape = (layer["out_channels"], torch_output_size(h, *rest), torch_output_size(w, *rest))
            elif kind == "pool":
                rest = (layer["kernel"], layer.get("stride"), layer.get("padding", 0))
                shape = (c, pool_output_size(h, *rest), pool_output_size(w, *rest))
            elif kind == "global_pool":
                shape = (c, 1, 1)
            else:
                shape = (c * h * w,)
        else:
            raise ValueError(f"layer {i}: {kind}")
        shapes.append(shape)
    return shapes


# --- global-pool-is-flat: global pooling gives (C,), as Keras' GlobalAveragePooling2D does, and a dense layer may follow
def trace_shapes(input_shape, layers):
    shapes, shape = [], tuple(input_shape)
    for i, layer in enumerate(layers):
        try:
            match layer["type"]:
                case "conv":
                    C, H, W = shape
                    g = layer.get("groups", 1)
                    if C % g or layer["out_channels"] % g:
                        raise ValueError(f"{C} channels, {g} groups")
                    o = {k: layer[k] for k in ("kernel", "stride", "padding", "dilation") if k in layer}
                    shape = (layer["out_channels"], torch_output_size(H, **o), torch_output_size(W, **o))
                case "pool":
                    C, H, W = shape
                    o = {k: layer[k] for k in ("kernel", "stride", "padding") if k in layer}
                    shape = (C, pool_output_size(H, **o), pool_output_size(W, **o))
                case "global_pool":
                    C, H, W = shape
                    shape = (C,)
                case "flatten":
                    C, H, W = shape
                    shape = (C * H * W,)
                case "dense":
                    (n,) = shape
                    shape = (layer["out_features"],)
                case "relu" | "softmax":
                    pass
                case other:
                    raise ValueError(f"type {other}")
        except ValueError as e:
            raise ValueError(f"layer {i}: {e}") from None
        shapes.append(shape)
    return shapes


# --- class-per-layer: a rewrite that runs real PyTorch layers on a picture of zeros; what does not fit is then a RuntimeError without index
def trace_shapes(input_shape, layers):
    x = torch.zeros(1, *input_shape)
    shapes = []
    for i, l in enumerate(layers):
        t = l["type"]
        flat = x.dim() == 2
        if t in ("conv", "pool", "global_pool", "flatten") and flat or t == "dense" and not flat:
            raise ValueError(f"layer {i}: {t} on shape {tuple(x.shape[1:])}")
        if t == "conv":
            groups = l.get("groups", 1)
            if x.shape[1] % groups or l["out_channels"] % groups:
                raise ValueError(f"layer {i}: groups {groups}")
            m = torch.nn.Conv2d(x.shape[1], l["out_channels"], l["kernel"], l.get("stride", 1), l.get("padding", 0), l.get("dilation", 1), groups)
        elif t == "pool":
            m = torch.nn.MaxPool2d(l["kernel"], l.get("stride"), l.get("padding", 0))
        elif t == "global_pool":
            m = torch.nn.AdaptiveAvgPool2d(1)
        elif t == "flatten":
            m = torch.nn.Flatten()
        elif t == "dense":
            m = torch.nn.Linear(x.shape[1], l["out_features"])
        elif t in ("relu", "softmax"):
            m = torch.nn.Identity()
        else:
            raise ValueError(f"layer {i}: unknown type {t}")
        with torch.no_grad():
            x = m(x)
        shapes.append(tuple(x.shape[1:]))
    return shapes


# --- pool-padding-and-count-from-one: two mistakes, a pool's padding is not handed on, and layers are counted from 1
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for number, layer in enumerate(layers, start=1):
        kind = layer["type"]
        try:
            if kind == "dense":
                if len(shape) != 1:
                    raise ValueError("dense before flatten")
                shape = (layer["out_features"],)
            elif kind in ("conv", "pool", "global_pool", "flatten"):
                if len(shape) != 3:
                    raise ValueError(f"{kind} after flatten")
                c, h, w = shape
                if kind == "conv":
                    g = layer.get("groups", 1)
                    if c % g != 0 or layer["out_channels"] % g != 0:
                        raise ValueError("groups do not divide the channels")
                    k, s = layer["kernel"], layer.get("stride", 1)
                    p, d = layer.get("padding", 0), layer.get("dilation", 1)
                    shape = (layer["out_channels"], torch_output_size(h, k, s, p, d), torch_output_size(w, k, s, p, d))
                elif kind == "pool":
                    k = layer["kernel"]
                    s = layer.get("stride", k)
                    shape = (c, pool_output_size(h, k, s), pool_output_size(w, k, s))
                elif kind == "global_pool":
                    shape = (c, 1, 1)
                else:
                    shape = (c * h * w,)
            elif kind not in ("relu", "softmax"):
                raise ValueError(f"unknown layer {kind}")
        except ValueError as error:
            raise ValueError(f"layer {number}: {error}")
        shapes.append(shape)
    return shapes
