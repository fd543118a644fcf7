"""Pooling windows move by one unless told otherwise

Without a given stride your pooling windows move pixel by pixel and overlap, so the
output is nearly as large as the input. Convolutions behave like this. Pooling is
different: unless told otherwise, its windows stand side by side and each pixel belongs
to one window. The stride is then as large as the window.

Cut a row of six pixels into pairs. There are three of them, and that is what pooling by
2 leaves: half of the length. The handout's example takes an image from 28 to 14. Try
it, and look at what your function uses when no stride is given.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = 1 if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            field += layer.get("dilation", 1) * (layer["kernel"] - 1) * step
            step *= layer.get("stride", 1)
    return field
