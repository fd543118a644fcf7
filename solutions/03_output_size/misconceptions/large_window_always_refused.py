"""Ceil mode refuses a window larger than the input

You raise an error whenever the pooling window is larger than the padded input. Without
the ceil mode that is right, as no full window exists. With it, windows may hang over
the end, and then the first one may hang over too: it starts at the beginning and works
with what is there. PyTorch counts it if rounding up leads to one.

Make a PyTorch pooling layer with a window of 3, a stride of 2 or more and the ceil
mode, and try images of one and two pixels. Some of these work. Compare with your
function, and follow the formula for each.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
