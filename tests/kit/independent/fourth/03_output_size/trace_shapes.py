# --- from-one-and-in-only: two mistakes, the index in the message counts from 1, and groups must divide the incoming channels only; wherever it raises, and on out_channels that groups does not divide
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    shapes = []
    shape = tuple(input_shape)
    for number, layer in enumerate(layers, start=1):
        kind = layer["type"]
        try:
            if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) == 1:
                raise ValueError(f"{kind} after flatten")
            if kind == "conv":
                c, h, w = shape
                if c % layer.get("groups", 1):
                    raise ValueError("groups do not divide the channels")
                args = [layer["kernel"]]
                args += [layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)]
                shape = (
                    layer["out_channels"],
                    torch_output_size(h, *args),
                    torch_output_size(w, *args),
                )
            elif kind == "pool":
                c, h, w = shape
                args = (layer["kernel"], layer.get("stride"), layer.get("padding", 0))
                shape = (c, pool_output_size(h, *args), pool_output_size(w, *args))
            elif kind == "global_pool":
                shape = (shape[0], 1, 1)
            elif kind == "flatten":
                shape = (shape[0] * shape[1] * shape[2],)
            elif kind == "dense":
                if len(shape) != 1:
                    raise ValueError("dense before flatten")
                shape = (layer["out_features"],)
            elif kind not in ("relu", "softmax"):
                raise ValueError("unknown type")
        except ValueError:
            raise ValueError(f"layer {number} cannot be built") from None
        shapes.append(shape)
    return shapes


# --- takes-the-type-out: pops the type out of the caller's dicts; on a list of layers that is used again
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    def conv(shape, out_channels, kernel, stride=1, padding=0, dilation=1, groups=1):
        c, h, w = shape
        if c % groups or out_channels % groups:
            raise ValueError(f"groups {groups} with {c} and {out_channels} channels")
        return (
            out_channels,
            torch_output_size(h, kernel, stride, padding, dilation),
            torch_output_size(w, kernel, stride, padding, dilation),
        )

    def pool(shape, kernel, stride=None, padding=0):
        c, h, w = shape
        return (
            c,
            pool_output_size(h, kernel, stride, padding),
            pool_output_size(w, kernel, stride, padding),
        )

    def global_pool(shape):
        c, _, _ = shape
        return (c, 1, 1)

    def flatten(shape):
        c, h, w = shape
        return (c * h * w,)

    def dense(shape, out_features):
        (_,) = shape
        return (out_features,)

    def same(shape):
        return shape

    makers = dict(conv=conv, pool=pool, global_pool=global_pool, flatten=flatten, dense=dense)
    makers.update(relu=same, softmax=same)
    shape, shapes = input_shape, []
    for i, layer in enumerate(layers):
        kind = layer.pop("type")
        if kind not in makers:
            raise ValueError(f"layer {i}: type {kind} is not known")
        try:
            shape = makers[kind](shape, **layer)
        except ValueError as e:
            raise ValueError(f"layer {i} ({kind}): {e}")
        shapes.append(shape)
    return shapes


# --- global-pool-flattens: global pooling gives a flat row of channels, as GlobalAveragePooling2D of Keras; on every network with global_pool
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    result = [tuple(input_shape)]
    for i, layer in enumerate(layers):
        now = result[-1]
        flat = len(now) == 1
        t = layer["type"]
        try:
            match t:
                case "conv" if not flat:
                    g = layer.get("groups", 1)
                    if now[0] % g != 0 or layer["out_channels"] % g != 0:
                        raise ValueError(f"groups={g}")
                    size = [
                        torch_output_size(
                            n,
                            layer["kernel"],
                            layer.get("stride", 1),
                            layer.get("padding", 0),
                            layer.get("dilation", 1),
                        )
                        for n in now[1:]
                    ]
                    new = (layer["out_channels"], *size)
                case "pool" if not flat:
                    options = {k: v for k, v in layer.items() if k != "type"}
                    new = (now[0], *(pool_output_size(n, **options) for n in now[1:]))
                case "global_pool" if not flat:
                    new = (now[0],)
                case "flatten" if not flat:
                    new = (now[0] * now[1] * now[2],)
                case "dense" if flat:
                    new = (layer["out_features"],)
                case "relu" | "softmax":
                    new = now
                case _:
                    raise ValueError(f"{t} cannot stand here")
        except ValueError as error:
            raise ValueError(f"layer {i}: {error}") from error
        result.append(new)
    return result[1:]
