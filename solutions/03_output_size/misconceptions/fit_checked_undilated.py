"""The fit is checked without the dilation

You use the dilation for the size, but your check whether the kernel fits looks at the
kernel as it is without any. So a kernel of 3 passes on an image of 4, although with a
dilation of 2 it reaches over 5 pixels. What comes out is zero or a negative number,
which is no size.

Draw the kernel as it really lies on the image, with its gaps, and compare its whole
reach with the length of the padded input. This is the comparison that the check must
make. Try it on the smallest image where the kernel just fits, and then on one that is a
pixel shorter.
"""


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is too large for {size}")
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
