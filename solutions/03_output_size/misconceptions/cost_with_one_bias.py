"""Each layer has a single bias

Your parameters are too few: you count one bias for each layer. But each output channel
of a convolution adds a number of its own to its sums, and each output feature of a
dense layer does. So there are as many biases as there are channels, or features, that
come out.

Take a dense layer from one feature to four. It has four weights, and each of its four
sums may be moved up or down by a bias of its own. That makes eight learned numbers.
What does your function say? The first assignment of this unit counted the same thing
for single layers.
"""

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = before[0] // layer.get("groups", 1)
            weights = layer["out_channels"] * seen * layer["kernel"] ** 2
            params += weights + 1
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + 1
            macs += weights
        before = after
    return params, macs
