"""Pooling windows always move by two by default

Without a given stride you let the pooling windows move by 2. That is right for the
common window of 2, and so most examples look fine. But the rule is another one: the
windows stand side by side, and so the stride is as large as the window, whatever its
size. With a window of 3 yours overlap.

Cut a row of nine pixels into groups of three. Each pixel belongs to one group, and
there are three groups. Now count with your function. The default depends on another
argument of the same call, so it cannot be one fixed number.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = 2 if stride is None else stride
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
            step *= layer.get("stride", 2 if layer["type"] == "pool" else 1)
    return field
