"""A margin of exactly half slips past the check, and PyTorch stops

A margin that is far too wide meets your own error. One of exactly half the size slips
past your check, although it leaves nothing either. Your code then asks for the largest
of no numbers, and PyTorch stops it with an error of another kind, which says nothing
about the margin.

Take an output of four by four positions. Cross out two rows at the top and two at the
bottom: none is left. Now ask for the gap with the margins 1, 2 and 3, and write down
what comes each time: a number, your own error, or one that you did not write. With 2
and with 3 it should be the same. What does your comparison answer when its two sides
are equal?
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if 2 * margin > min(height, width):
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin].max().item()
