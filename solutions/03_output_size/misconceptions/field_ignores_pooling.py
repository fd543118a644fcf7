"""Pooling does not count for the receptive field

You pass over pooling layers as if they had no window. But a pooled value comes from
several pixels: its window widens the field like a kernel does. And its stride moves the
places apart, so that each later kernel reaches further. It learns nothing, but it sees.

Draw four pixels, pooled in pairs to two places, and a kernel of two on these. How many
input pixels are behind the one value in the end? Your function sees only the kernel. In
common networks, the largest part of the field comes from pooling.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] == "conv":
            field += layer.get("dilation", 1) * (layer["kernel"] - 1) * step
            step *= layer.get("stride", 1)
    return field
