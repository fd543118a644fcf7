"""A pair for the kernel is not expected

With one number for the kernel all is well. With a pair your function stops, since
Python cannot calculate with a pair as if it were a number. The signature allows both: a
single number stands for a square kernel, and a pair for one with a height and a width
of its own.

Call your function with 3 and with the pair (3, 3). These two describe the same kernel
and should give the same count. Before anything is calculated, find out which of the two
forms came in and bring both into one common form. Then the rest of the function need
not know the difference.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    weights = out_channels * (in_channels // groups) * kernel_size**2
    return weights + (out_channels if bias else 0)
