"""The error does not say which margin was wrong

You raise the right kind of error in the right cases. But its message does not contain the
number that is at fault. Somebody who reads it in the log of a long program has to search
for the margin that was used, and for the size it was too wide for.

Call your function with a margin of 7 on a small picture and read only the last line on the
screen, as a stranger would. Can you see the 7? A good message has three parts: what was
found, what would have been fine, and where. Text in Python can hold the value of a name.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if 2 * margin >= min(height, width):
        raise ValueError("the margin leaves nothing")
    return difference[..., margin : height - margin, margin : width - margin].max().item()
