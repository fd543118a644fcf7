"""Each layer adds its whole kernel to the field

Your field is too large, and every further layer makes it worse. You add the whole width
of each kernel. But the middle of the kernel lies where the field already was: only what
sticks out at the sides is new. A kernel of one pixel adds nothing at all.

Take two convolutions with kernels of 3, one after the other. One value in the end looks
at three values before it, and these look at pixels that overlap. Draw it, and count the
pixels: there are five, not six or seven. What does the second layer add?
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += (layer.get("dilation", 1) * (kernel - 1) + 1) * step
            step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
