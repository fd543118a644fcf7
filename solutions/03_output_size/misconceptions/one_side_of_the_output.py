"""Only one side of the output is counted

Your multiply-accumulates are too few for convolutions: you take only one side of the
output into account. The kernel stands in every place of the output, in each row and in
each column. So it works as many times as the output has rows times columns.

Take an image of 3 by 4 and a kernel of one weight. There are twelve outputs, and the
weight is used once for each. Draw the twelve squares, and compare with what your
function says. A square image does not help against this slip, as both sides have to
come in.
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
            macs += weights * after[1]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
