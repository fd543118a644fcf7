"""Unknown layers are passed over

A type that your function does not know is treated as if it changed nothing. So a simple
slip of the pen, such as "cnov" for "conv", makes a layer vanish without a word, and all
the shapes after it are wrong. A program that guesses at what it does not understand
hides mistakes.

Trace a network with a type that does not exist. The contract asks for an error that
names the index of the layer. Then look at your list of cases: which of them catches
everything that no other case has caught, and what should it do?
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
        return shape
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
