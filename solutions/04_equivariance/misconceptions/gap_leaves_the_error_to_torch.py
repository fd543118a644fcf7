"""A margin that leaves nothing is not refused in words

Where the margin leaves nothing, your code goes on and PyTorch stops it: the largest of no
numbers does not exist. That is an error, but of another kind than asked for, and its
message speaks of dimensions and reductions, not of the margin that was too wide.

Try an output of four by four positions and a margin of two, and read what the screen says
as if somebody else had written the program. Would you know which of your numbers was wrong?
Good code notices the case itself, before it computes, and names the value at fault. How can
you tell from two sizes and the margin that nothing will remain?
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    return difference[..., margin : height - margin, margin : width - margin].max().item()
