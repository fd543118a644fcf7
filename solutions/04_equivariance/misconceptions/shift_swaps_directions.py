"""Up and down are mixed up with left and right

You move the picture across where it should go down, and down where it should go across.
With equal shifts both ways, or on a picture with a symmetric pattern, nobody would notice.

Put a single 1 into a corner of a picture with three rows and five columns, and shift it by
one row only. It should now stand one row lower, in the same column. Then shift by four
columns only: in a picture that is wider than high it must still be there. Think about which
of the last two dimensions of a tensor counts rows and which counts columns, and which of
the two numbers comes first.
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    return _right(x, dx, dy)
