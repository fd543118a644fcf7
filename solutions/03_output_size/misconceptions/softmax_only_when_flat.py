"""Softmax is only accepted on a flat input

You refuse a softmax that stands before flatten. In a classifier it usually comes at the
end, but it may stand anywhere: a network that labels every pixel ends in a softmax on
an image. For the shape it changes nothing, wherever it is.

Trace a network that has a softmax right after a convolution. The shape should simply be
repeated. Then read in the handout which layers are bound to a place and which are not.
A check that is stricter than the contract is a mistake as well, since it turns down
networks that work.
"""

from output_size import pool_output_size, torch_output_size


def trace_shapes(input_shape, layers):
    shapes = []
    shape = tuple(input_shape)
    for index, layer in enumerate(layers):
        try:
            shape = _after(layer, shape)
        except ValueError as error:
            raise ValueError(f"layer {index}: {error}") from error
        shapes.append(shape)
    return shapes


def _after(layer, shape):
    kind = layer["type"]
    if kind == "softmax" and len(shape) != 1:
        raise ValueError("softmax needs a flat input")
    if kind in ("relu", "softmax"):
        return shape
    if kind == "dense":
        if len(shape) != 1:
            raise ValueError("dense needs a flat input")
        return (layer["out_features"],)
    if kind == "flatten":
        return (shape[0] * shape[1] * shape[2],)
    if kind not in ("conv", "pool", "global_pool"):
        raise ValueError(f"unknown type {kind}")
    if len(shape) != 3:
        raise ValueError(f"{kind} after flatten")
    channels, height, width = shape
    if kind == "global_pool":
        return (channels, 1, 1)
    kernel, padding = layer["kernel"], layer.get("padding", 0)
    if kind == "pool":
        stride = layer.get("stride", kernel)
        return (
            channels,
            pool_output_size(height, kernel, stride, padding),
            pool_output_size(width, kernel, stride, padding),
        )
    groups, out_channels = layer.get("groups", 1), layer["out_channels"]
    if channels % groups or out_channels % groups:
        raise ValueError(f"groups {groups}")
    stride, dilation = layer.get("stride", 1), layer.get("dilation", 1)
    return (
        out_channels,
        torch_output_size(height, kernel, stride, padding, dilation),
        torch_output_size(width, kernel, stride, padding, dilation),
    )
