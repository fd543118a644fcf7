"""Pooling does not use its padding

Your pooled sizes are the same for every padding. The padding makes the row longer at
both ends before any window is laid on it, so there can be more windows. That it is
checked against half of the window is only one part of what it does.

Take a row of 8 pixels, windows of 2 and a stride of 1. Without padding the window has
seven places. Put one more pixel of padding at each end and count again. Then ask
PyTorch for both cases. Where in your function does the padding enter the count of
windows?
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
