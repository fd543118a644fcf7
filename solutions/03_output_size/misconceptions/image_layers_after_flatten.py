"""Image layers after flatten are not noticed

Once an image has been flattened, there are no rows and columns any more, so no window
can slide over it. A convolution or a pooling after flatten is a mistake in the list of
layers. Your function has no check for it. It stumbles over the shape instead, or
returns something that cannot exist, and nobody learns which layer was wrong.

Trace a network with a flatten layer that is followed by a pooling, and read what you
get. Then make the message useful: which layer stands in the wrong place, counted from
zero?
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
    channels, height, width = (*shape, 1, 1)[:3]
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
