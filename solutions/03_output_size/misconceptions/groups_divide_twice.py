"""Groups divide the channels on both sides

With groups your numbers are too small. You divide the channels that come in and also
those that go out, which gives the cost of one single group. But all the groups are
there. Each output channel still has its kernel; this kernel is only thinner, as it sees
the input channels of its own group alone.

Take two channels in, two out, and two groups, with a kernel of one. The first output
sees the first input, the second sees the second. That makes two weights. How many do
you count, and whose are missing?
"""

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = before[0] // layer.get("groups", 1)
            weights = layer["out_channels"] // layer.get("groups", 1) * seen * layer["kernel"] ** 2
            params += weights + layer["out_channels"]
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
