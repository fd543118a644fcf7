"""A window has as many weights as its side is long

Your window of side 3 has three weights. But a window is a square: it has rows and
columns, and each crossing of the two is one pixel with one weight. So the number of
weights in a window is not its side, and it grows faster than the side does. With a
window of one pixel nobody notices, since one row of one pixel is one pixel.

Draw a window of 2 by 2 on squared paper and put a number in each square. Then draw one
of 3 by 3. Compare how many numbers you wrote with the count that your function uses for
one window.
"""


def local_params(height, width, kernel_size, bias=False):
    positions = height * width
    return positions * kernel_size + (positions if bias else 0)


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    if isinstance(kernel_size, int):
        weights_per_slice = kernel_size
    else:
        weights_per_slice = kernel_size[0] * kernel_size[1]
    weights = out_channels * (in_channels // groups) * weights_per_slice
    return weights + (out_channels if bias else 0)
