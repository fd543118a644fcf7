"""Padding makes the receptive field smaller

You take the padding away from the field. But the field says how far apart the first and
the last pixel are that a place looks at. Padding moves the window a little to the side,
and at the border a part of it looks at zeros. In the middle of the image it still sees
as many pixels as before.

Take one convolution with a kernel of 3, with and without a padding of 1. Choose a place
in the middle of a large image, and count the pixels under the kernel. Do you find any
difference? The handout says in one sentence what padding has to do with it.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            spread = layer.get("dilation", 1) * (kernel - 1) - 2 * layer.get("padding", 0)
            field += spread * step
            step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
