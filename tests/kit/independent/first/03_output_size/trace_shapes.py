# --- input-in-the-list: the list begins with the input's shape; shows on every input
def trace_shapes(input_shape, layers):
    shapes = [tuple(input_shape)]
    for i, layer in enumerate(layers):
        shapes += _wa_step(i, layer, shapes[-1])
    return shapes

def _wa_step(i, layer, shape):
    try:
        return trace_one(shape, layer)
    except ValueError as e:
        raise ValueError(f"layer {i}: {e}")

def trace_one(shape, layer):
    kind = layer["type"]
    if kind in ("relu", "softmax"):
        return [shape]
    if kind == "dense":
        if len(shape) != 1:
            raise ValueError("dense before flatten")
        return [(layer["out_features"],)]
    if len(shape) != 3:
        raise ValueError(f"{kind} after flatten")
    c, h, w = shape
    if kind == "flatten":
        return [(c * h * w,)]
    if kind == "global_pool":
        return [(c, 1, 1)]
    if kind == "conv":
        g = layer.get("groups", 1)
        if c % g or layer["out_channels"] % g:
            raise ValueError("groups")
        a = layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)
        return [(layer["out_channels"], torch_output_size(h, *a), torch_output_size(w, *a))]
    if kind == "pool":
        a = layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)
        return [(c, torch_output_size(h, *a), torch_output_size(w, *a))]
    raise ValueError(f"unknown type {kind}")

# --- only-layers-that-change-something: relu and softmax add no shape; shows on any network with relu
def trace_shapes(input_shape, layers):
    shape = tuple(input_shape)
    out = []
    for i, l in enumerate(layers):
        t = l["type"]
        if t in ("relu", "softmax"):
            continue
        try:
            if t == "dense":
                (n,) = shape
                shape = (l["out_features"],)
            elif t not in ("conv", "pool", "global_pool", "flatten"):
                raise ValueError(f"unknown {t}")
            else:
                c, h, w = shape
                if t == "conv":
                    g = l.get("groups", 1)
                    if c % g or l["out_channels"] % g:
                        raise ValueError("groups")
                    o = dict(stride=l.get("stride", 1), padding=l.get("padding", 0), dilation=l.get("dilation", 1))
                    shape = (l["out_channels"], torch_output_size(h, l["kernel"], **o), torch_output_size(w, l["kernel"], **o))
                elif t == "pool":
                    o = dict(stride=l.get("stride", l["kernel"]), padding=l.get("padding", 0))
                    shape = (c, torch_output_size(h, l["kernel"], **o), torch_output_size(w, l["kernel"], **o))
                elif t == "global_pool":
                    shape = (c, 1, 1)
                else:
                    shape = (c * h * w,)
        except ValueError as e:
            raise ValueError(f"layer {i} ({t}): {e}")
        out.append(shape)
    return out

# --- pool-moves-by-one: a pool without stride gets stride 1; shows on {"type": "pool", "kernel": 2}
def trace_shapes(input_shape, layers):
    shape = tuple(input_shape)
    out = []
    for i, l in enumerate(layers):
        t = l["type"]
        k, s, p, d = l.get("kernel"), l.get("stride", 1), l.get("padding", 0), l.get("dilation", 1)
        try:
            if t == "dense":
                (n,) = shape
                shape = (l["out_features"],)
            elif t in ("conv", "pool", "global_pool", "flatten"):
                c, h, w = shape
                if t == "conv":
                    g = l.get("groups", 1)
                    if c % g or l["out_channels"] % g:
                        raise ValueError("groups")
                    shape = (l["out_channels"], torch_output_size(h, k, s, p, d), torch_output_size(w, k, s, p, d))
                elif t == "pool":
                    shape = (c, torch_output_size(h, k, s, p), torch_output_size(w, k, s, p))
                elif t == "global_pool":
                    shape = (c, 1, 1)
                else:
                    shape = (c * h * w,)
            elif t not in ("relu", "softmax"):
                raise ValueError(f"unknown {t}")
        except ValueError as e:
            raise ValueError(f"layer {i} ({t}): {e}")
        out.append(shape)
    return out

# --- index-from-one: messages number the layers from 1; shows on a network that cannot be
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for number, layer in enumerate(layers, 1):
        kind = layer["type"]
        if kind == "conv":
            if len(shape) != 3:
                raise ValueError(f"layer {number}: conv after flatten")
            groups = layer.get("groups", 1)
            if shape[0] % groups or layer["out_channels"] % groups:
                raise ValueError(f"layer {number}: groups")
            try:
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)) for s in shape[1:]]
            except ValueError:
                raise ValueError(f"layer {number} does not fit")
            shape = (layer["out_channels"], *sides)
        elif kind == "pool":
            if len(shape) != 3:
                raise ValueError(f"layer {number}: pool after flatten")
            try:
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)) for s in shape[1:]]
            except ValueError:
                raise ValueError(f"layer {number} does not fit")
            shape = (shape[0], *sides)
        elif kind == "global_pool":
            if len(shape) != 3:
                raise ValueError(f"layer {number}: global_pool after flatten")
            shape = (shape[0], 1, 1)
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError(f"layer {number}: dense before flatten")
            shape = (layer["out_features"],)
        elif kind not in ("relu", "softmax"):
            raise ValueError(f"layer {number}: unknown type")
        shapes.append(shape)
    return shapes

# --- dense-flattens-by-itself: a dense layer before flatten is let through; shows on [conv, relu, dense]
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for i, layer in enumerate(layers):
        kind = layer["type"]
        if kind in ("conv", "pool", "global_pool") and len(shape) == 1:
            raise ValueError(f"layer {i}: {kind} after flatten")
        try:
            if kind == "conv":
                groups = layer.get("groups", 1)
                if shape[0] % groups or layer["out_channels"] % groups:
                    raise ValueError("groups")
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)) for s in shape[1:]]
                shape = (layer["out_channels"], *sides)
            elif kind == "pool":
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)) for s in shape[1:]]
                shape = (shape[0], *sides)
            elif kind == "global_pool":
                shape = (shape[0], 1, 1)
            elif kind == "flatten":
                shape = (shape[0] * shape[1] * shape[2],)
            elif kind == "dense":
                shape = (layer["out_features"],)
            elif kind not in ("relu", "softmax"):
                raise ValueError("unknown type " + kind)
        except ValueError as error:
            raise ValueError(f"layer {i}: {error}") from error
        shapes.append(shape)
    return shapes

# --- errors-without-an-index: what torch_output_size raises goes on as it is; shows on a window that does not fit
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for i, layer in enumerate(layers):
        kind = layer["type"]
        if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
            raise ValueError(f"layer {i}: {kind} after flatten")
        if kind == "conv":
            groups = layer.get("groups", 1)
            if shape[0] % groups or layer["out_channels"] % groups:
                raise ValueError(f"layer {i}: groups")
            sides = [torch_output_size(s, layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)) for s in shape[1:]]
            shape = (layer["out_channels"], *sides)
        elif kind == "pool":
            sides = [torch_output_size(s, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)) for s in shape[1:]]
            shape = (shape[0], *sides)
        elif kind == "global_pool":
            shape = (shape[0], 1, 1)
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError(f"layer {i}: dense before flatten")
            shape = (layer["out_features"],)
        elif kind not in ("relu", "softmax"):
            raise ValueError(f"layer {i}: unknown type")
        shapes.append(shape)
    return shapes

# --- unknown-types-keep-the-shape: else does nothing; shows on {"type": "dropout"}
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for i, layer in enumerate(layers):
        kind = layer["type"]
        if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
            raise ValueError(f"layer {i}: {kind} after flatten")
        try:
            if kind == "conv":
                groups = layer.get("groups", 1)
                if shape[0] % groups or layer["out_channels"] % groups:
                    raise ValueError("groups")
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)) for s in shape[1:]]
                shape = (layer["out_channels"], *sides)
            elif kind == "pool":
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)) for s in shape[1:]]
                shape = (shape[0], *sides)
            elif kind == "global_pool":
                shape = (shape[0], 1, 1)
            elif kind == "flatten":
                shape = (shape[0] * shape[1] * shape[2],)
            elif kind == "dense":
                if len(shape) != 1:
                    raise ValueError("dense before flatten")
                shape = (layer["out_features"],)
        except ValueError as error:
            raise ValueError(f"layer {i}: {error}") from error
        shapes.append(shape)
    return shapes

# --- height-for-both: the width is not reckoned; shows on an image that is not square
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for i, layer in enumerate(layers):
        kind = layer["type"]
        if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
            raise ValueError(f"layer {i}: {kind} after flatten")
        try:
            if kind == "conv":
                groups = layer.get("groups", 1)
                if shape[0] % groups or layer["out_channels"] % groups:
                    raise ValueError("groups")
                side = torch_output_size(shape[1], layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1))
                shape = (layer["out_channels"], side, side)
            elif kind == "pool":
                side = torch_output_size(shape[1], layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0))
                shape = (shape[0], side, side)
            elif kind == "global_pool":
                shape = (shape[0], 1, 1)
            elif kind == "flatten":
                shape = (shape[0] * shape[1] * shape[2],)
            elif kind == "dense":
                if len(shape) != 1:
                    raise ValueError("dense before flatten")
                shape = (layer["out_features"],)
            elif kind not in ("relu", "softmax"):
                raise ValueError("unknown type " + kind)
        except ValueError as error:
            raise ValueError(f"layer {i}: {error}") from error
        shapes.append(shape)
    return shapes

# --- batch-of-one-after-flatten: flatten and dense give (1, n); shows on any flatten
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for i, layer in enumerate(layers):
        kind = layer["type"]
        if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
            raise ValueError(f"layer {i}: {kind} after flatten")
        try:
            if kind == "conv":
                groups = layer.get("groups", 1)
                if shape[0] % groups or layer["out_channels"] % groups:
                    raise ValueError("groups")
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)) for s in shape[1:]]
                shape = (layer["out_channels"], *sides)
            elif kind == "pool":
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)) for s in shape[1:]]
                shape = (shape[0], *sides)
            elif kind == "global_pool":
                shape = (shape[0], 1, 1)
            elif kind == "flatten":
                shape = (1, shape[0] * shape[1] * shape[2])
            elif kind == "dense":
                if len(shape) != 2:
                    raise ValueError("dense before flatten")
                shape = (1, layer["out_features"])
            elif kind not in ("relu", "softmax"):
                raise ValueError("unknown type " + kind)
        except ValueError as error:
            raise ValueError(f"layer {i}: {error}") from error
        shapes.append(shape)
    return shapes

# --- global-pool-flattens: global_pool gives (C,); shows on global_pool
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for i, layer in enumerate(layers):
        kind = layer["type"]
        if kind in ("conv", "pool", "global_pool") and len(shape) != 3:
            raise ValueError(f"layer {i}: {kind} after flatten")
        try:
            if kind == "conv":
                groups = layer.get("groups", 1)
                if shape[0] % groups or layer["out_channels"] % groups:
                    raise ValueError("groups")
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)) for s in shape[1:]]
                shape = (layer["out_channels"], *sides)
            elif kind == "pool":
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)) for s in shape[1:]]
                shape = (shape[0], *sides)
            elif kind == "global_pool":
                shape = (shape[0],)
            elif kind == "flatten":
                n = 1
                for s in shape:
                    n *= s
                shape = (n,)
            elif kind == "dense":
                if len(shape) != 1:
                    raise ValueError("dense before flatten")
                shape = (layer["out_features"],)
            elif kind not in ("relu", "softmax"):
                raise ValueError("unknown type " + kind)
        except ValueError as error:
            raise ValueError(f"layer {i}: {error}") from error
        shapes.append(shape)
    return shapes

# --- options-partly-read: dilation and groups of a convolution are overlooked; shows on dilation=2 and on groups that do not divide
def trace_shapes(input_shape, layers):
    shape, shapes = tuple(input_shape), []
    for i, layer in enumerate(layers):
        kind = layer["type"]
        if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
            raise ValueError(f"layer {i}: {kind} after flatten")
        try:
            if kind == "conv":
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", 1), layer.get("padding", 0)) for s in shape[1:]]
                shape = (layer["out_channels"], *sides)
            elif kind == "pool":
                sides = [torch_output_size(s, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)) for s in shape[1:]]
                shape = (shape[0], *sides)
            elif kind == "global_pool":
                shape = (shape[0], 1, 1)
            elif kind == "flatten":
                shape = (shape[0] * shape[1] * shape[2],)
            elif kind == "dense":
                if len(shape) != 1:
                    raise ValueError("dense before flatten")
                shape = (layer["out_features"],)
            elif kind not in ("relu", "softmax"):
                raise ValueError("unknown type " + kind)
        except ValueError as error:
            raise ValueError(f"layer {i}: {error}") from error
        shapes.append(shape)
    return shapes
