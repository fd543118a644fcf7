"""Pooling rounds up without being asked

Where the windows do not fill the row exactly, you count a window that hangs over the
end, even when nobody asked for it. By default, PyTorch drops the pixels that are left
over: only full windows count. Rounding up is the special case and has its own argument.

Take a row of seven pixels and windows of two. How many windows are full? That is the
default answer. The seventh pixel is simply not used. Then call your function with the
ceil mode switched on and off: for this row the two answers should differ.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + stride - 1) // stride + 1
    if (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
