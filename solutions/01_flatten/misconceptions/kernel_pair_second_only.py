"""Only the second number of a kernel pair is used

With one number for the kernel your count is right. With a pair it makes a square of the
second number and forgets the first. A pair means height and width, and a kernel of 3
rows and 5 columns has fifteen places. How the two numbers are arranged does not matter
for the count, but both of them do.

Draw a kernel with four rows and one column. It has four weights. If your function says
one, or sixteen, only one of the two numbers has reached it. Then ask for the same
kernel lying on its side: the count should stay.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    side = kernel_size if isinstance(kernel_size, int) else kernel_size[1]
    weights = out_channels * (in_channels // groups) * side**2
    return weights + (out_channels if bias else 0)
