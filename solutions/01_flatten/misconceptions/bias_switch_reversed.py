"""The switch for biases works the wrong way round

Where biases are wanted your count leaves them out, and where they are not wanted it
adds them. Each of the two numbers is right, but they stand in each other's place. This
happens easily when a condition is written with a "not" in it, or when the two branches
of an "if" are exchanged.

Take one input and one output. With a bias the layer learns two numbers, without it
learns one. Call your function both ways and name the two answers aloud. A reader who
knows the answers beforehand finds such a slip at once; someone who only checks that
both differ does not.
"""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + (0 if bias else n_out)


def local_params(height, width, kernel_size, bias=False):
    positions = height * width
    return positions * kernel_size**2 + (0 if bias else positions)


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns

    return weights + (0 if bias else out_channels)
