"""The two costs come in a list

Both numbers are right and in the right order, but they come in a list where a tuple is
asked for. A list says that there may be more or fewer of something. Here there are
always two numbers that belong together, and a tuple is Python's way to say so. The two
are never equal in Python, even with the same numbers in them.

Look at the signature in the handout: what stands behind the arrow? Then look at the
brackets with which you give the answer back, and ask Python for the type of your
result.
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
    return [params, macs]
