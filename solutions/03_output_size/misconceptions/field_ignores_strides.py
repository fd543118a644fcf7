"""The receptive field forgets earlier strides

Your field grows by the same amount for a kernel wherever it stands in the network. But
after a stride of 2, or a pooling by 2, two neighbours in the feature map lie two input
pixels apart. A kernel there reaches twice as far in the input as the same kernel at the
beginning. Strides multiply from layer to layer.

Draw six input pixels and pool them in pairs to three places. Put a kernel of three on
these. It sees all six pixels. What does your function say? Then follow one step between
neighbours back through several layers.
"""


def receptive_field(layers):
    field = 1
    for layer in layers:
        if layer["type"] != "relu":
            field += layer.get("dilation", 1) * (layer["kernel"] - 1)
    return field
