"""The kernel is compared with the unpadded input

You refuse a kernel that is larger than the image, even where the padding makes enough
room for it. The window slides over the padded input, so this is what it must fit into.
A kernel of 3 on an image of a single pixel, with a padding of one, is quite common in
small feature maps deep inside a network.

Draw one pixel with a zero on each side, and lay a window of three on it. It fits in one
place. Then compare the two lengths that your check looks at: is the second one the
image as it came in, or the row that the window really slides on?
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1 or padding < 0 or kernel > size:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    room = size + 2 * padding - kernel
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole: {size}, {kernel}, {padding}")
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > size:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return (size + 2 * padding - reach) // stride + 1


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel or kernel > size:
        raise ValueError(f"size {size}, kernel {kernel}, padding {padding}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    return windows
