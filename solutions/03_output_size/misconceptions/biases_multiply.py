"""Biases are counted as multiply-accumulates

Your second number is a little too large: you count one step for each bias too. A
multiply-accumulate takes a weight, multiplies it with an input, and adds the product to
a sum. A bias is only added, or the sum starts from it. By convention it costs nothing
here, and the handout says so.

Take a dense layer with three inputs and one output: three products are formed, and so
there are three multiply-accumulates. What does your function say? In a convolution the
difference is one for each place of each output channel, which adds up.
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
            macs += (weights + layer["out_channels"]) * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights + layer["out_features"]
        before = after
    return params, macs
