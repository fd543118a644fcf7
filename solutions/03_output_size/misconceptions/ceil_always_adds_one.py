"""The ceil mode always adds a window

In ceil mode you always count one window more. That is right only where pixels are left
over at the end. Where the windows fill the row exactly, nothing remains for a further
window, and both modes give the same number. An extra window there would begin behind
the end.

Take a row of six pixels and windows of two. Three windows cover everything, with and
without the ceil mode. Then take seven pixels. What makes the difference between these
two cases? Think of sharing out things, where a further box is only needed when
something is left.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel) // stride + 1 + (1 if ceil_mode else 0)
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
