"""Only the dense number of the table holds biases

Two numbers of your table are right. The one for the dense layer is too large: it holds
one bias for each output, and there are as many outputs as pixels. The table is meant to
compare weights with weights. As it is, one layer is counted in one way and the other
two in another, so the comparison is not quite fair. In a large image the difference is
small beside the weights and easy to overlook.

Take an image of one pixel and a window of one. Each of the three layers is then one
single weight, so the three numbers should be equal. Are they? If another function of
yours counts the dense layer, look at what it assumes when nobody mentions biases.
"""

from flatten import conv_params, dense_params, local_params


def layer_table(height, width, kernel_size):
    pixels = height * width
    return {
        "dense": dense_params(pixels, pixels),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }
