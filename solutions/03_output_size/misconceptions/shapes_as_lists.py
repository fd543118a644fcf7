"""Shapes are given as lists

The numbers are right, but each shape is a list where a tuple is asked for. The
difference is small and still matters: a tuple cannot be changed by accident, it can be
a key in a dict, and it is what PyTorch's own shapes are made of. A list with the same
numbers is not equal to a tuple in Python.

Compare the list [1, 2] with the tuple (1, 2) at the prompt. Then look at the signature
in the handout. The outer thing that you return is a list, one entry for each layer.
What is each of the entries?
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
        shapes.append(list(shape))
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
