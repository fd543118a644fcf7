"""In the field, pooling always steps by its own width

Where a pooling layer has a stride of its own, your field is wrong for the layers above
it. You seem to take the size of the window for the distance between two neighbours,
whatever the layer says. Windows of 3 with a stride of 2 overlap, so their neighbours
are closer together than the windows are wide.

Draw nine pixels and three such windows. The first begins at the first pixel, the second
at the third, and the last at the fifth. Where does the last one end? A convolution with
a kernel of 3 above them sees just these windows. Compare the number of pixels with what
your function gives for the two layers.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += layer.get("dilation", 1) * (kernel - 1) * step
            step *= kernel if layer["type"] == "pool" else layer.get("stride", 1)
    return field
