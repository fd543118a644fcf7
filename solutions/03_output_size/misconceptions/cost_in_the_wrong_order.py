"""Work comes first and parameters second

Both numbers are right but they stand in the other order. The answer promises parameters
first and multiply-accumulates second. As both are whole numbers, Python cannot notice
anything: whoever uses your answer gets a network with millions of parameters and hardly
any work, or the other way round.

Take a single convolution on a large image. It has few weights and does a lot of work,
so the first number must be the smaller one. Print your answer, and compare it with the
signature in the handout: what stands behind the arrow, and in what order?
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
        before = after
    return macs, params
