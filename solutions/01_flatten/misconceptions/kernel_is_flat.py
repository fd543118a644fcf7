"""A kernel sees just one input channel

Your count does not grow when more channels come in. It gives every output channel one
flat kernel. But a kernel is as deep as what it looks at: for a colour image it has a
red, a green and a blue slice, each with its own weights, and adds up what all three
see.

Count for a window of one pixel on a colour image with one output channel. The output
mixes red, green and blue, so it needs three weights. What does your function give? In
deeper layers the input channels are in the hundreds, and nearly all weights of a
network come from that depth.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    return out_channels * rows * columns + (out_channels if bias else 0)
