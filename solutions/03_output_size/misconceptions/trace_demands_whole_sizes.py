"""The trace refuses sizes that are not whole

Your trace raises an error where the stride of a layer does not divide evenly. The
strict formula does that, and it is one of the functions of this assignment. But a trace
tells what PyTorch would make of a network, and PyTorch rounds down: the pixels at the
far end that fill no window are left out.

Trace an image of 7 by 7 through a pooling with windows of 2. Three windows fit along
each side, and the seventh row and column are not used. The handout says how sizes are
rounded in the trace. Which of your two size functions fits this rule?
"""

from output_size import conv_output_size


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
            conv_output_size(height, kernel, stride, padding),
            conv_output_size(width, kernel, stride, padding),
        )
    groups, out_channels = layer.get("groups", 1), layer["out_channels"]
    if channels % groups or out_channels % groups:
        raise ValueError(f"groups {groups}")
    stride, dilation = layer.get("stride", 1), layer.get("dilation", 1)
    return (
        out_channels,
        conv_output_size(height, dilation * (kernel - 1) + 1, stride, padding),
        conv_output_size(width, dilation * (kernel - 1) + 1, stride, padding),
    )
