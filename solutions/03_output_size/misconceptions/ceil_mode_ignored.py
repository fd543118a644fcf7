"""The ceil mode changes nothing

Your result is the same with and without the ceil mode. Normally, pixels at the far end
that do not fill a whole window are dropped. In ceil mode they are kept: one more window
is added that hangs over the end, and works with the pixels that are there. So the
division is rounded up where it used to be rounded down.

Take a row of seven pixels and windows of two. Three windows are full, and one pixel
remains. Without the ceil mode it is lost; with it, it gets a window of its own. Does
your function tell the two cases apart?
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel) // stride + 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
