"""Half of the size is accepted as a margin

A margin that is far too wide raises the right error, but one of exactly half the size gets
through, and it leaves nothing either. What you then say about nothing cannot be true. The
limit was drawn one step too late.

Take an output with four rows and four columns and a margin of two. Cross out two rows at
the top and two at the bottom: how many remain? With five rows one would remain, and that is
enough. Write down for the sizes 4, 5 and 6 which margins leave something. Where does your
condition begin to say no?
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if 2 * margin > min(height, width):
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    kept = difference[..., margin : height - margin, margin : width - margin]
    return kept.max().item() if kept.numel() else 0.0
