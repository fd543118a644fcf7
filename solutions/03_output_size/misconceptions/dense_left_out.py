"""Dense layers are left out of the cost

You count convolutions only. But a dense layer has weights and biases as well, and often
more than all the convolutions together. The first dense layer behind a flatten sees
every number of every feature map. In AlexNet, most of the parameters sit in three dense
layers.

Trace a small network to its flatten layer, and multiply the length there with the
number of output features. This is how many weights come in with the next layer, and
each of them is used once. Then see what your function has added for it.
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
        before = after
    return params, macs
