"""In pooling, only the height is checked

Your trace refuses a pooling window that is too high for its image. A window that is too
wide passes, and the width becomes zero or less. Perhaps one side goes through a
function that checks it, and the other through a formula that gives a number for
everything. An image of zero columns holds no pixel at all.

Trace an image that is 2 high and 6 wide through a pooling with windows of 3. Then turn
the image by a quarter, so that it is 6 high and 2 wide, and trace it again. The window
is a square, so it fits neither of the two. Do both calls end in the same way?
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
            (width + 2 * padding - kernel) // stride + 1,
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
