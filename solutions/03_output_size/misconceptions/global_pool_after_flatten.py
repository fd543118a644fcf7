"""Global pooling after flatten is not noticed

You refuse convolutions and ordinary pooling after flatten, but let global pooling pass.
It needs rows and columns just as much: it averages each channel over all its places.
After flatten there are no channels and no places any more, only one long row of
numbers.

Go through all the types of layer, and decide for each whether it works on an image, on
a flat row, or on both. Only relu and softmax can stand anywhere, since they look at one
number at a time or keep the shape. Then compare your list with the check in your
function.
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
    if kind != "global_pool" and len(shape) != 3:
        raise ValueError(f"{kind} after flatten")
    if kind == "global_pool":
        return (shape[0], 1, 1)
    channels, height, width = shape
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
