"""Each weight of a kernel is used just once

For a convolution you count as many multiply-accumulates as it has weights. That is
right for a dense layer. A kernel, however, is used again in every place of the output:
this is what sharing means. So a convolution has few weights and still a lot of work to
do.

Take an image of one row with four pixels and a kernel of one single weight. Four
outputs are made, each by one multiplication with the same weight. One parameter, four
steps. By what does the second number grow when the image becomes larger?
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
            macs += weights
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
