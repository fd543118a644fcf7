"""The field is given as an area

Your results are the squares of the right ones. The field of one place is a square patch
of the image, and you count all the pixels in it. What is asked for is the length along
one side. Networks are compared by that number, and it can be worked out for height and
width each on its own.

Take one convolution with a kernel of 3. The patch has nine pixels, and each of its
sides is three long. Look at the first sentence of the function's description once more,
and see which of these two it names.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += layer.get("dilation", 1) * (kernel - 1) * step
            step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field**2
