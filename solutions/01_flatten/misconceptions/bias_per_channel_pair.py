"""Every slice of a kernel has a bias

Your biases are too many: you count one for each pair of an input channel and an output
channel. A kernel does have one slice for each input channel, but the slices do not
answer separately. Their products are all added into one number, and only then is one
bias added. Several biases in the same sum would act like a single one.

Take three channels in, one out, and a window of one pixel. The output is a sum of three
products plus one number. That makes four learned numbers. Count yours, and see where
the others come from. How many numbers does one place of one output channel hold?
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    slices = out_channels * (in_channels // groups)
    return slices * rows * columns + (slices if bias else 0)
