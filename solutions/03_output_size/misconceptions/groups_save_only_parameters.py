"""Groups save parameters but no multiplications

Your parameters are right with groups, and your multiply-accumulates are too many. You
count the work as if each kernel still looked at all the channels. But what a kernel
does not have, it cannot multiply with: in each place of the output, every weight of a
kernel is used exactly once.

Compare the two numbers for an output of one single place. Apart from the biases, they
should be equal, with groups or without. Then make the output larger: the parameters
stay, and the work grows with the number of places.
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
            macs += layer["out_channels"] * before[0] * layer["kernel"] ** 2 * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
