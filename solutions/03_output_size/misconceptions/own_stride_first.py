"""A layer's own stride widens its own field

You let the stride of a layer already work on its own kernel. But the stride only says
how far apart the places of the output lie. The kernel itself lies on the input of this
layer, whose places are as far apart as the earlier layers made them. So one layer
alone, with any stride, sees as many pixels as its kernel spans.

Take a single convolution with a kernel of 3 and a stride of 2. One output looks at
three pixels. What does your function give? Its stride matters for the layers that
follow, so think about when to take it into account.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
            field += layer.get("dilation", 1) * (kernel - 1) * step
    return field
