"""The receptive field starts from nothing

Your fields are too small by one. Before the first layer, a place is one pixel and sees
exactly that pixel. Each layer then adds what its kernel reaches beyond. If you begin
with nothing, this first pixel is missing in every result, and a network without layers
would see nothing at all.

Ask your function for an empty list. The handout says what should come out. Then take
one convolution with a kernel of 3, and count the pixels that lie under the kernel.
Begin with the one in the middle.
"""


def receptive_field(layers):
    field, step = 0, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += layer.get("dilation", 1) * (kernel - 1) * step
            step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
