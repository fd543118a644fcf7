"""The count goes through a floating-point number

Your answers are right for everyday sizes and a little wrong for very large ones. A
floating point number carries about sixteen digits. Whatever stands behind them is
rounded away, and turning the result back into a whole number does not bring the lost
digits back. A whole number in Python has no such limit: it keeps all its digits,
however many there are.

Try sides with about twenty digits each whose last digits are odd, and look at the last
digits of the product. You can predict the very last digit by hand. Then look for the
step in your function where a whole number becomes something else.
"""


def flatten_count(height, width, channels=1):
    return int(float(height) * width * channels)


def dense_params(n_in, n_out, bias=True):
    return int(float(n_in) * n_out + (n_out if bias else 0))


def local_params(height, width, kernel_size, bias=False):
    positions = float(height) * width
    return int(positions * kernel_size**2 + (positions if bias else 0))


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels / groups) * rows * columns
    return int(weights + (out_channels if bias else 0))
