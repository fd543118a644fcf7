"""A pooling window adds nothing to the field

You use the stride of pooling layers, but not their window. So later kernels do reach
further, and still something is missing: the pooled value itself is made of several
pixels. A pooling window of 2 looks at two places, just as a kernel of 2 would, and
widens the field by as much.

Take a network of one single pooling layer with windows of 3. Its output is the largest
of three pixels in a row, so its field is three wide. What does your function say? For
the span of pixels it makes no difference whether a window adds up or takes the maximum.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] == "conv":
            field += layer.get("dilation", 1) * (layer["kernel"] - 1) * step
        if layer["type"] != "relu":
            step *= layer.get("stride", layer["kernel"] if layer["type"] == "pool" else 1)
    return field
