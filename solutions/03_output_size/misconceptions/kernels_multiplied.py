"""The kernels are multiplied with each other

You multiply the kernels of all layers. That would be right if the windows of each layer
stood side by side without any overlap, as in pooling. Windows of a convolution overlap,
and the pixels that several of them share are counted many times in a product.

Take two convolutions with kernels of 3 and stride 1. Draw the three neighbours that the
second one looks at, and below each the three pixels that it comes from. Nine lines lead
down, but they end in only five pixels. Count pixels, not lines. When does your product
come out right?
"""


def receptive_field(layers):
    field = 1
    for layer in layers:
        if layer["type"] != "relu":
            field *= layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
    return field
