"""The locally connected layer shares its weights

Your count does not depend on the size of the image at all. That is the mark of a
convolution: one set of weights that is used in every place. A locally connected layer
takes only the first of the two steps from dense to convolution. Its outputs look at
small windows, but each output position has weights of its own, which it shares with
nobody.

Take an image of one row and two pixels and a window of one. There are two output
positions. How many weights are there if the left one and the right one may learn
different things? Then make the row longer and see what should happen.
"""


def local_params(height, width, kernel_size, bias=False):
    return kernel_size**2 + (1 if bias else 0)
