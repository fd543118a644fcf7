"""Dense layers seem to cost no work

You count the parameters of the dense layers but not their multiply-accumulates. In a
dense layer each weight is used once: it meets one input, and the product goes into one
sum. So there are as many multiply-accumulates as there are weights. That is little
compared to the parameters it takes, but it is not nothing.

Take a dense layer with three inputs and two outputs, and write down all the products
that have to be formed. Then compare with what your function gives for it. Which types
of layer does your function look at when it adds up the work?
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
        before = after
    return params, macs
