"""The receptive field ignores dilation

Your field is the same with and without dilation. But this is what dilation is for: the
taps of a kernel are pulled apart, so it sees further with no further weight. From its
first tap to its last it spans more pixels, and the field is what it spans, gaps
included.

Draw three taps with one pixel left out between neighbours. From end to end that is five
pixels. Your function counts three. If you have written the function for PyTorch's sizes
already, you have used the same reach there.
"""


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += (kernel - 1) * step
            step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
