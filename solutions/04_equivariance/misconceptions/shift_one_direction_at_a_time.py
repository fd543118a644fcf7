"""Only one of the two shifts is carried out

Down alone is right, and right alone is right, but both together move the picture in only
one direction. The second shift is either skipped, because the first one was already found,
or it starts again from the original and forgets the first.

Take a picture with three rows and three columns and a single 1 in the upper left corner.
Shift it down by one and right by two: the 1 must end up in the second row, in the last
column. Where is yours? A shift both ways is one shift after the other, and the second has
to start from where the first one ended.
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    if dx != 0:
        return _right(x, 0, dx)
    return _right(x, dy, 0)
