"""Dilation is taken for the number of pixels left out

You leave out as many pixels between two taps as the dilation says. It is meant another
way: the dilation is the distance from one tap to the next. With a distance of 1 the
taps are neighbours and nothing is left out, which is the usual kernel. With 2, one
pixel is left out.

Take a dilation of 1, which is the default, and a kernel of 3. Your kernel spans five
pixels then, but an ordinary kernel of 3 spans three. Draw taps and gaps for a dilation
of 1, 2 and 3, and find how many pixels lie between two taps in each case.
"""


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = kernel + (kernel - 1) * dilation
    if reach > size + 2 * padding:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return (size + 2 * padding - reach) // stride + 1
