"""One small function for each type of layer, looked up in a dict."""

from output_size import pool_output_size, torch_output_size


def _needs_image(shape):
    if len(shape) < 3:
        raise ValueError("no rows and columns any more")


def _conv(shape, out_channels, kernel, stride=1, padding=0, dilation=1, groups=1, **_):
    _needs_image(shape)
    if shape[0] % groups or out_channels % groups:
        raise ValueError(f"{groups} groups for {shape[0]} and {out_channels} channels")
    sides = (torch_output_size(side, kernel, stride, padding, dilation) for side in shape[1:])
    return (out_channels, *sides)


def _pool(shape, kernel, stride=None, padding=0, **_):
    _needs_image(shape)
    return shape[:1] + tuple(pool_output_size(n, kernel, stride, padding) for n in shape[1:])


def _global_pool(shape, **_):
    _needs_image(shape)
    return (shape[0], 1, 1)


def _flatten(shape, **_):
    count = 1
    for side in shape:
        count *= side
    return (count,)


def _dense(shape, out_features, **_):
    if len(shape) > 1:
        raise ValueError("dense before flatten")
    return (out_features,)


def _same(shape, **_):
    return shape


_RULES = {
    "conv": _conv,
    "pool": _pool,
    "global_pool": _global_pool,
    "flatten": _flatten,
    "dense": _dense,
    "relu": _same,
    "softmax": _same,
}


def trace_shapes(input_shape, layers):
    trace = [tuple(input_shape)]
    for number, layer in enumerate(layers):
        rule = _RULES.get(layer["type"])
        if rule is None:
            raise ValueError(f"layers[{number}] has the unknown type {layer['type']!r}")
        try:
            trace.append(rule(trace[-1], **layer))
        except ValueError as error:
            raise ValueError(f"in layers[{number}]: {error}") from None
    return trace[1:]
