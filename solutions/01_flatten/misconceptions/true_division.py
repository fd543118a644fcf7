"""The count comes back as a float

The value of your count is right for ordinary layers, but it ends in a point and a zero.
One of your steps divides in a way that always gives a number with a fraction part, even
where the division leaves no rest. From there on everything is a floating point number,
which holds about sixteen digits and loses the others. A count should be a whole number,
exact at any size.

Print the result for a small layer and look at the type, not only at the value. Then
look for the division in your function. Python knows two kinds of it, and only one keeps
whole numbers whole.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels / groups) * rows * columns
    return weights + (out_channels if bias else 0)
