"""The right-hand padding is taken for image

In ceil mode you do drop an extra window, but too rarely: only where it begins behind
the whole padded row. The rule is stricter. The row begins with padding, then comes the
image, then padding again; a window that begins in this last part does not count, since
it sees no pixel.

Draw a padded row with its places numbered from zero, and mark the first place behind
the last pixel of the image. How far is it from the start of the row? The padding on the
left lies before it, the one on the right does not. Compare this number with the one in
your check.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + 2 * padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
