"""Pooling counts steps, not windows

Your pooled sizes are too small by one. You work out how many steps the window can take
until it reaches the far end. But it also stands somewhere before its first step. A
window that cannot move at all still gives one output.

Take two pixels and windows of two. There is one window and no step. What does your
function say? Then take four pixels, draw the two windows, and count the steps between
them. Posts and gaps of a fence are counted in the same way: there is always one post
more.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
