"""Strides are added up, not multiplied

You add the strides of the layers below. They multiply. After a first pooling by 2,
neighbours lie two pixels apart. After a second one, each place has taken every second
of those, so neighbours lie four pixels apart, and eight after a third. For two strides
of 2 the sum and the product are the same, so this slip hides well.

Draw a row of twelve pixels, pool it in groups of three, and pool the result in pairs.
How far apart in the input do the last two places start? Then compare with the number
that your function carries along, and with what it starts from.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += layer.get("dilation", 1) * (kernel - 1) * step
            step += layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
