"""A negative shift does not move anything

Down and right work, but up and left leave the picture where it is. Each direction is looked
at only where its number is above zero, so a negative number falls through, as if it were no
shift at all.

Try the line 1 2 3 4 with a shift of minus one. On paper every number moves one place to the
left, the 1 is lost, and a 0 appears at the right end: 2 3 4 0. Then mix the two: down by
one and left by one at the same time. Think about how many different cases there are for one
direction, and whether your code has something to say about each of them.
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    return _right(x, max(dy, 0), max(dx, 0))
