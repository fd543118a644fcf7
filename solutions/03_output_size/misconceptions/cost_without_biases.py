"""The biases are missing from the parameters

Your parameters are a little too few. Convolutions and dense layers learn biases too:
one for each output channel and one for each output feature. They are few next to the
weights, so the sum looks plausible, but a network that is built in PyTorch has more
parameters than you say.

Take a dense layer from one feature to one. It learns a weight and a bias, which makes
two. What does your function say? The handout asks you to leave the biases out of one of
the two numbers only. Which one is that?
"""

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = before[0] // layer.get("groups", 1)
            weights = layer["out_channels"] * seen * layer["kernel"] ** 2
            params += weights
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights
            macs += weights
        before = after
    return params, macs
