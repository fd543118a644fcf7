"""Dense layers have no biases in the count

For convolutions you count weights and biases, for dense layers only the weights. In
this assignment, as in PyTorch, both kinds have biases: one for each output channel of a
convolution, and one for each output feature of a dense layer.

Take a dense layer from one feature to one. It multiplies by a weight and adds a bias,
so it learns two numbers. What does your function say? Biases are so few next to the
weights that nobody notices when they are missing, until somebody compares the sum with
the network in PyTorch.
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
            params += weights
            macs += weights
        before = after
    return params, macs
