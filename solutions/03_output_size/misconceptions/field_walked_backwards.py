"""The network is walked in the wrong direction

There are two ways to find the field: from the image towards the end, with the growing
distance between neighbours, or from the end back to the image, where the field is
stretched by each stride. Each works only in its own direction. You use the steps of one
with the order of the other, so a stride works on the wrong layers.

Take a pooling by 2 and then a convolution with a kernel of 3, and the same two in the
other order. The fields of these two networks differ. Work out both on paper, and see
whether your function has exchanged them.
"""


def receptive_field(layers):
    field = 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            stride = layer.get("stride", kernel if layer["type"] == "pool" else 1)
            field = (field - 1) * stride + layer.get("dilation", 1) * (kernel - 1) + 1
    return field
