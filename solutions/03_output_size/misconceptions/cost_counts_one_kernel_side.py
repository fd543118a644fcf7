"""A kernel has as many weights as its side is long

Both of your numbers are too small for convolutions, by a factor that is just the size
of the kernel. You count one side of the window. But a kernel is a square: a size of 3
means three rows of three weights, in each channel that it looks at.

Draw a kernel of 3 on squared paper, and put a number into each square. Then take a gray
image and one such kernel: how many weights must be learned, apart from the bias? With a
kernel of one nothing is wrong, so try a larger one.
"""

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = before[0] // layer.get("groups", 1)
            weights = layer["out_channels"] * seen * layer["kernel"]
            params += weights + layer["out_channels"]
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
