"""Only inputs with four dimensions are welcome

A batch of images works, and a single image or a plain matrix stops with an error, because
the shape is taken apart into exactly four numbers. The task allows any number of dimensions
before the last two, also none.

Try a matrix with two rows and three columns, then a single image with three channels, then
something with five dimensions. In each of them the same thing should happen: the last two
dimensions move, all others are only carried along. Count from the end instead of from the
front. How do you name the last dimension, and the one before it, without knowing how many
there are?
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    _images, _channels, _height, _width = x.shape
    return _right(x, dy, dx)
