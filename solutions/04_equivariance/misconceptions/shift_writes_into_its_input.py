"""The shift changes its own input

The result is right, but afterwards the picture that you were given is not the same any
more: you moved the numbers inside the input itself. The next line of a program that still
needs the original then works with the shifted one, and a comparison of before and after
always says that they are equal.

Try it: make a picture, keep a clone, shift the picture, and compare the picture with its
clone. They must still be equal. This matters for every function here: first the shifted
picture is needed, then the plain one. Think about which tensor each of your assignments
writes into, and where that tensor was made.
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    x.copy_(_right(x, dy, dx))
    return x
