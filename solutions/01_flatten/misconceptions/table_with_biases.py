"""The table counts biases too

The numbers in your table are a little too large: they hold the biases as well. The
table is meant to compare weights only, so that its numbers are easy to see through. The
difference is one for each output: as many as there are pixels in the dense and in the
local layer, and a single one in the convolution.

Take an image of one pixel and a window of one. Each of the three layers then consists
of one single weight. What does your table say? If you call your other functions to fill
it, look at what they take for granted when nobody mentions biases.
"""


def layer_table(height, width, kernel_size):
    pixels = height * width
    return {
        "dense": pixels * pixels + pixels,
        "local": pixels * (kernel_size**2 + 1),
        "conv": kernel_size**2 + 1,
    }
