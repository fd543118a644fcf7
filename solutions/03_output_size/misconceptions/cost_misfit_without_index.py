"""In the cost, a kernel that does not fit has no index

Most errors of your function name the layer. One does not: where the kernel of a
convolution is too large, the message shows sizes and no index. Perhaps you work out the
two sides with the function for a single layer. It knows a size and a kernel, but
nothing of a list, so its error cannot say where it happened.

Put nine relu layers before a convolution that is too large for its image. Ask for the
shapes and then for the cost, and look for the index 9 in both messages. Then do the
same with groups that do not divide the channels. Which step of your function speaks
first in each case?
"""

from output_size import torch_output_size, trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for index, layer in enumerate(layers):
        height = width = 1
        if layer["type"] == "conv" and len(before) == 3:
            stride, padding = layer.get("stride", 1), layer.get("padding", 0)
            window = layer["kernel"], stride, padding, layer.get("dilation", 1)
            height = torch_output_size(before[1], *window)
            width = torch_output_size(before[2], *window)
        after = trace_shapes(input_shape, layers[: index + 1])[-1]
        if layer["type"] == "conv":
            seen = before[0] // layer.get("groups", 1)
            weights = layer["out_channels"] * seen * layer["kernel"] ** 2
            params += weights + layer["out_channels"]
            macs += weights * height * width
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
