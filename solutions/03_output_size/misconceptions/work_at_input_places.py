"""The work is counted at the places of the input

You multiply the weights of a convolution with the number of places of its input. But
the kernel works where it makes an output: once for each place of the output. Without
padding, or with a stride, there are fewer of those. With a stride of 2 your count is
about four times too large.

Take an image of 5 by 5 and a kernel of 5: it fits in one place only. So each weight is
used once. How often do you count it? The number of places where the kernel stands is
just the size that you have worked out for the output.
"""

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = before[0] // layer.get("groups", 1)
            weights = layer["out_channels"] * seen * layer["kernel"] ** 2
            params += weights + layer["out_channels"]
            macs += weights * before[1] * before[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
