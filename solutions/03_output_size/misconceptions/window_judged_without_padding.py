"""The left-hand padding is forgotten in ceil mode

In ceil mode you drop some windows that should stay. You compare the start of the last
window with the length of the image. But places are counted from the start of the padded
row, and that begins with padding on the left. So the image ends later than its own
length says.

Draw a padded row with its places numbered from zero, and mark the last pixel of the
image. What is its number? Without padding it is the length minus one, with padding it
is more. A window that begins on this pixel still sees it, and counts.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
