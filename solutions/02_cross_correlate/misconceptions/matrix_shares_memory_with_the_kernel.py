"""A kernel as large as the image is handed back as a view

Where the kernel is as large as the image there is one window, and the matrix has one
row: the kernel's own numbers. Here the code takes a shortcut and only gives the kernel
another shape. The numbers are right, but a new shape alone copies nothing. Matrix and
kernel lie in the same memory, and whoever writes into one changes the other.

Make a kernel of zeros, 2 by 2, take its matrix for an image of 2 by 2, and fill the
matrix with 9. Then print the kernel. Do the same with a matrix for an image of 3 by 3.
In which of the two cases has the kernel kept its zeros?
"""

from cross_correlate import conv_matrix as _conv_matrix


def conv_matrix(kernel, height, width):
    if kernel.shape == (height, width):
        return kernel.reshape(1, height * width)
    return _conv_matrix(kernel, height, width)
