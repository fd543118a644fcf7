"""A dense layer on an image is given a cost

For a dense layer you seem to multiply all the numbers of the shape before it. So it
gets a cost even where it stands right after an image. But such a network cannot be
built: flattening is a layer of its own, and here it is missing. The contract asks for
an error with the layer's index.

Write down a list with a convolution and a dense layer, and nothing between them. Ask
for the shapes of this network, and then for its cost. One function says that something
is wrong, the other gives two numbers. Which of the two would help you more, if you had
just forgotten a layer?
"""

import math

from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for index, layer in enumerate(layers):
        if layer["type"] == "dense":
            before = (math.prod(before),)
        # Any layers may stand before this one: its index in the errors stays right.
        after = trace_shapes(before, [{"type": "relu"}] * index + [layer])[-1]
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
    return params, macs
