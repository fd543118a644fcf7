"""A kernel pair is taken for a square

With one number for the kernel your count is right. With a pair it uses the first number
twice and never looks at the second. A pair means height and width: a kernel of 3 rows
and 5 columns has fifteen places, and so has one of 5 rows and 3 columns.

Draw a kernel with one row and four columns. It has four weights. If your function gives
one, or sixteen, it has made a square of it. Kernels that are not square are used to
look for lines in one direction, and a large kernel can be replaced by a tall one and a
wide one.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    side = kernel_size if isinstance(kernel_size, int) else kernel_size[0]
    weights = out_channels * (in_channels // groups) * side**2
    return weights + (out_channels if bias else 0)
