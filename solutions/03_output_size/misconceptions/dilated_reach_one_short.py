"""The reach of a dilated kernel is one too short

Your sizes are too large by one, or nearly so, even without any dilation. You count how
far it is from the first tap of the kernel to the last, as a distance. But the window
must have room for both end taps, so the pixels that it covers are one more than that
distance.

Take a kernel of one single tap: it covers one pixel, not none. Take one of three taps
side by side: the distance between the outer ones is two, the pixels covered are three.
Then draw three taps with a gap of one pixel between them, and count both numbers again.
"""


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1)
    if reach > size + 2 * padding:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return (size + 2 * padding - reach) // stride + 1
