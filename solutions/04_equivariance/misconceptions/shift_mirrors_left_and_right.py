"""Down is right, but left and right are exchanged

Up and down work. To the side the picture moves the wrong way: a positive number goes left.
The two directions are treated differently, although the rule is the same for both: a
positive number goes towards the higher places.

Shift the line 1 2 3 4 right by one. Each number moves one place to the right: 0 1 2 3. If
you get 2 3 4 0, it went left. Then take a column of four numbers and shift it down by one.
Compare the two parts of your code: which sign stands before the shift in the one, and which
in the other?
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    return _right(x, dy, -dx)
