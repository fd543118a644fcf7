"""Pooling is counted as work

Your multiply-accumulates include the windows of the pooling layers. Pooling looks for
the largest value: it compares, and multiplies nothing. It has no weights either. By the
convention used here it costs nothing, just like relu, softmax and flatten.

Count a network that is made of a single pooling layer. Both numbers should be zero.
Comparing values does take a little time in a real machine, but next to the products of
the convolutions it hardly matters, and all tables in papers leave it out. So that
numbers can be compared, everybody has to count the same.
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
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        elif layer["type"] == "pool":
            macs += after[0] * after[1] * after[2] * layer["kernel"] ** 2
        before = after
    return params, macs
