"""The cost is counted for impossible networks

For a network that cannot exist you still give a cost. Your function works out the sizes
by itself and does not look whether the layers fit together: whether a type is known, a
window fits, and dense layers come after flatten. The contract asks for the same errors
that the trace of the shapes raises, with the index of the layer in the message.

Give both functions the same impossible network, and compare what they do. If you have
written the trace, all those checks are there already. Could the second function rely on
the first?
"""


def _side(size, kernel, stride, padding, dilation=1):
    return max(0, (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1)


def count_cost(input_shape, layers):
    params = macs = 0
    channels, height, width = input_shape
    for layer in layers:
        kind, kernel, padding = layer["type"], layer.get("kernel", 1), layer.get("padding", 0)
        if kind == "conv":
            stride, dilation = layer.get("stride", 1), layer.get("dilation", 1)
            height = _side(height, kernel, stride, padding, dilation)
            width = _side(width, kernel, stride, padding, dilation)
            weights = layer["out_channels"] * (channels // layer.get("groups", 1)) * kernel**2
            channels = layer["out_channels"]
            params += weights + channels
            macs += weights * height * width
        elif kind == "pool":
            stride = layer.get("stride", kernel)
            height = _side(height, kernel, stride, padding)
            width = _side(width, kernel, stride, padding)
        elif kind == "global_pool":
            height = width = 1
        elif kind == "dense":
            weights = channels * height * width * layer["out_features"]
            channels, height, width = layer["out_features"], 1, 1
            params += weights + channels
            macs += weights
    return params, macs
