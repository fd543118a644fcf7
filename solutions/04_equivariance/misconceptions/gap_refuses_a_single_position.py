"""A margin that leaves one position is refused

You raise an error although there is still something to compare: one row or one column
remains, and one is not nothing. The limit was drawn one step too early.

Take an output with five rows and five columns and a margin of two. Cross out two rows at
the top and two at the bottom, two columns on the left and two on the right: exactly one
position is left in the middle, and it can be compared like any other. With a margin of
three nothing is left. And how is it with four rows? Write the two cases side by side, five
and four, and look where the error begins.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin + 1:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin].max().item()
