"""Local layer and convolution are mixed up

In your table the numbers for the locally connected layer and for the convolution stand
in each other's place. Both look at small windows, so they are easy to confuse. The
difference is the second step, sharing: a locally connected layer learns separate
weights for every place, and so it needs many; a convolution uses one kernel everywhere,
and so it needs few.

Try a large image with a small window. The name that means weights of its own in each
place should have the large number, and it should grow with the image. The name that
means one kernel for all should not move at all.
"""


def layer_table(height, width, kernel_size):
    pixels = height * width
    return {
        "dense": pixels * pixels,
        "local": kernel_size**2,
        "conv": pixels * kernel_size**2,
    }
