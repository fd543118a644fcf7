"""Padding is compared with the whole window

You refuse a padding only when it is larger than the window. The limit is lower: half of
the window. Between the two lie paddings for which the first window may see nothing of
the image at all, and PyTorch refuses them.

Take windows of 3 and a padding of 2, and draw the first window on the padded row of a
small image: two zeros, then the first pixel. With a stride of 1 that would even work,
but think of the last window in ceil mode, or of a padding of 3. The contract names the
limit, so compare it with your check.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if padding > kernel:
        raise ValueError(f"padding {padding} is more than {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
