"""The kernels have no depth

You count each kernel as if it were flat. But a kernel is as deep as the feature map
that it looks at: with three channels in, it has three slices, each with weights of its
own, and each weight makes a product. For gray images there is no difference, which is
why the first layer of a small example looks right.

Take an image of three channels and a convolution with one kernel of one by one. It
mixes three numbers into one, with three weights and a bias. What does your function
say? In the later layers nearly all the cost comes from this depth.
"""

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = 1
            weights = layer["out_channels"] * seen * layer["kernel"] ** 2
            params += weights + layer["out_channels"]
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
