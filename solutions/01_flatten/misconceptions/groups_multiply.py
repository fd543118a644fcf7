"""More groups mean more weights

In your count, two groups need twice as many weights as one. It is the other way round.
Groups do not repeat the layer, they cut it into pieces: the channels are dealt out
among the groups, and connections between different groups are taken away. Fewer
connections are fewer weights.

Draw four dots above and four below and connect all of them: sixteen lines. Then draw a
wall through the middle, so that two and two dots stand on each side, and rub out all
lines that cross the wall. Count what is left. That is the layer with two groups, and
its count should be below the first.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = groups * out_channels * in_channels * rows * columns
    return weights + (out_channels if bias else 0)
