"""The input's own shape opens the list

Your list is longer by one than the list of layers: it begins with the shape of the
input. What is asked for is the shape after each layer. So entry 0 belongs to layer 0,
entry 1 to layer 1, and an empty network gives an empty list. With one more entry at the
front, everything is shifted against the layers.

Trace a network of one single layer, and count the entries. Then put layers and shapes
side by side, as one would do to print a table, and read what stands beside the first
layer. Where you start is known to the caller anyway.
"""

from output_size import pool_output_size, torch_output_size


def trace_shapes(input_shape, layers):
    shapes = [tuple(input_shape)]
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
