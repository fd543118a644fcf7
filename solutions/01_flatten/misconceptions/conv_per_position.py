"""A convolution has new weights in every place

In your table the convolution has as many weights as the locally connected layer. So it
has its own kernel in every place. What makes a convolution is that it does not: it
slides one and the same kernel over the whole image and learns what to look for just
once. The weights of one kernel are all the weights it has.

Make the image larger and watch the three numbers of your table. One of them should stay
where it is, whatever the size. That number is the reason why convolutions can deal with
large images, and the handout asks about it in the end.
"""


def layer_table(height, width, kernel_size):
    pixels = height * width
    return {
        "dense": pixels * pixels,
        "local": pixels * kernel_size**2,
        "conv": pixels * kernel_size**2,
    }
