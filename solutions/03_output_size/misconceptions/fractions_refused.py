"""Sizes that are not whole are refused, not rounded

Where the stride does not divide evenly you raise an error. The textbook's formula
demands that, and one function of this assignment does so. But this one follows PyTorch,
which is more relaxed: it takes all the places where the window fits completely and
leaves the rest of the pixels alone.

Make a PyTorch convolution with a kernel of 11 and a stride of 4, and give it an image
of 224 by 224. It does not complain, and its output has a size. Your function should
give that size. Pixels at the far end that no window reaches are simply not used.
"""


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = _fitting_room(size, kernel, padding, dilation)
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole: {size}, {kernel}, {padding}")
    return room // stride + 1
