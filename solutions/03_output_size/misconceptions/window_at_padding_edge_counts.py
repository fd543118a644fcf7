"""A window at the first place of padding is counted

In ceil mode you drop a window that begins well inside the padding on the right, but
keep one that begins on its very first place. That one sees no pixel of the image
either. It is a slip by one: places are numbered from zero, so the number of the first
place behind the image is equal to the count of places before it.

Draw a padded row, number its places from zero, and mark the last pixel and the first
zero behind it. Put a window on each of the two. Which of them sees a part of the image?
Then compare the numbers with your check.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride > size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
