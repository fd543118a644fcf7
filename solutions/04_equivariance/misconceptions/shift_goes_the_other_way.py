"""The picture moves the other way

A positive number moves your picture up or left, and a negative one down or right: each
shift goes in the opposite direction. This easily happens when one thinks of where a pixel
comes from rather than of where it goes to.

Take the line 1 2 3 4 and shift it right by one. On paper, write each number one place
further to the right: 0 1 2 3. If you get 2 3 4 0 instead, it went left. Say the rule aloud
for one pixel: the pixel that stood in column 0 now stands in column 1. Then look at your
ranges again: which of them is about the old picture, which about the new one?
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    return _right(x, -dy, -dx)
