"""Multiplying and adding are counted separately

Your second number is twice as large as it should be. You count a multiplication and an
addition for each weight. Some papers do that and call them operations, or FLOPs. A
multiply-accumulate is both together, in one step: this is how the hardware does it, and
how it is counted here.

Take a dense layer with one input and one output. There is one weight, it is used once,
and that is one multiply-accumulate. When you compare networks from different papers,
look which of the two was counted. A factor of two is easily hidden there.
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
            macs += 2 * weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += 2 * weights
        before = after
    return params, macs
