"""A shift past the edge leaves one line standing

Shifts inside the picture are right. A larger one is first cut down to one less than the
size, perhaps because the last place of a line has this number. But a shift is a
distance, not a place. Of three columns moved by two, one can still be seen. In your
version this one stays, however far the picture is pushed.

Take the line 1 2 3, shift it right by 0, 1, 2, 3 and 4, and write the results under one
another. Count the numbers of the old line in each: 3, 2, 1, 0, 0. Which of your lines
still has a 1 in it? Then move a picture of a single pixel by one. What is the largest
shift that your limit lets through?
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    dy = max(1 - height, min(dy, height - 1))
    dx = max(1 - width, min(dx, width - 1))
    return _right(x, dy, dx)
