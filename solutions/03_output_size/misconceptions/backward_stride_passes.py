"""A stride below one is let through

Your function refuses bad sizes, kernels and paddings, but takes a stride that is too
small. A negative stride would make the window walk off the image backwards. The formula
does not know that and gives a number, often a negative one, or Python complains about a
division in its own words.

Call the function with an image of 5, a window of 3 and a stride of minus one. No image
has the size that comes out. The contract names the smallest stride that may be used,
and what should happen below it. Look at every argument that it mentions.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel) < 1 or padding < 0:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    room = size + 2 * padding - kernel
    if room < 0 or room % stride:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    return room // stride + 1
