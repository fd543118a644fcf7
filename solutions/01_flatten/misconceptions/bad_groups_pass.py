"""Groups that do not divide are let through

Some calls cannot have an answer: three channels cannot be dealt out into two equal
groups. Your function returns a number for them all the same. That number belongs to no
layer that anyone could build, and the caller never learns that something is wrong. The
contract says that the function must raise an error, and that the message shows the
numbers that do not fit.

Try a call where the groups do not divide the input channels, and one where they do not
divide the output channels. Each alone is a reason to refuse. Read aloud what your error
says: would it help somebody who made the slip?
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (out_channels if bias else 0)
