"""The count comes back as a float

The value of your count is right for ordinary sizes, but it ends in a point and a zero:
it is a floating point number. Perhaps one of your steps divides in the way that always
gives a fraction part, or a factor was a float from the start. A float holds about
sixteen digits and loses the others, so very large counts come out wrong. A count should
be a whole number, exact at any size.

Print the result for a small case and look at its type, not only at the value. Then go
through the steps and find the first one that leaves the whole numbers. Python knows two
kinds of division, and only one of them stays whole.
"""


def flatten_count(height, width, channels=1):
    return float(height * width * channels)


def dense_params(n_in, n_out, bias=True):
    return float(n_in * n_out + (n_out if bias else 0))


def local_params(height, width, kernel_size, bias=False):
    positions = height * width
    return float(positions * kernel_size**2 + (positions if bias else 0))


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels / groups) * rows * columns
    return weights + (out_channels if bias else 0)
