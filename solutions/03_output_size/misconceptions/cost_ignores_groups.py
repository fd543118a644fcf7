"""Groups make the network no cheaper

For a convolution with groups you count as if every kernel saw all the channels that
come in. With groups it sees only those of its own part, so it has fewer weights, and
each place costs fewer multiplications. Saving both is the whole reason for groups.

Take four channels in, four out and four groups, with a kernel of one. Each output
channel looks at a single input channel: four weights, and not sixteen. Draw the
connections, and count them. Then see where in your function the depth of one kernel is
worked out.
"""

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = before[0]
            weights = layer["out_channels"] * seen * layer["kernel"] ** 2
            params += weights + layer["out_channels"]
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
