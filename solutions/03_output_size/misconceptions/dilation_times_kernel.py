"""A dilated kernel reaches dilation times its size

With dilation your sizes are too small. You stretch the kernel to its size times the
dilation. But the dilation only spreads the taps: it says how far one stands from the
next. Behind the last tap there is nothing, so the stretch counts for the gaps between
the taps and not for each tap.

Draw three taps in a row, two pixels apart from one to the next: tap, gap, tap, gap,
tap. Count how many pixels lie from the first tap to the last, both included. There are
fewer than three times two. Write down the same for two taps that stand three pixels
apart.
"""


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * kernel
    if room < 0:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return room // stride + 1


def receptive_field(layers):
    field, step = 1, 1
    for layer in layers:
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            field += (layer.get("dilation", 1) * kernel - 1) * step
            step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
