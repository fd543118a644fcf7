"""Only the stride just before counts

You widen a kernel by the stride of the layer directly before it. But all the strides
before it count together. After two poolings by 2, neighbours in the feature map lie
four input pixels apart, not two. The distances multiply: each layer takes every second
place of what was already thinned out.

Draw eight pixels, pool them in pairs, and pool again in pairs. Two places are left. How
far apart do they start in the input? Then put a kernel of 2 on these two places, count
the pixels behind it, and compare with your function.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += layer.get("dilation", 1) * (kernel - 1) * step
            step = layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
