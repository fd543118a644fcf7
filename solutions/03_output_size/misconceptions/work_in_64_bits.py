"""The work is multiplied in 64 bits

For most networks both of your numbers are right. For a very large one the work is
wrong, and no error tells you so. It looks as if an array library such as NumPy forms
the product. Its whole numbers have 64 bits, enough for about nine billion billions. A
larger product loses its front part, and what is left may be any number, even one below
zero.

Multiply 10**10 by itself, once in plain Python and once with the function that you use
for the product. The right answer is a one with twenty zeros. Then think of an image
with 100,000 pixels along each side and many kernels: how soon does its work get there?
"""

import numpy as np
from output_size import trace_shapes


def count_cost(input_shape, layers):
    params = macs = 0
    before = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            seen = before[0] // layer.get("groups", 1)
            weights = layer["out_channels"] * seen * layer["kernel"] ** 2
            params += weights + layer["out_channels"]
            macs += int(np.prod([weights, after[1], after[2]]))
        elif layer["type"] == "dense":
            weights = before[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        before = after
    return params, macs
