"""Rows near the top and bottom are compared, too

You cut the margin off the left and the right only. The picture moves to the right, so that
is where the spoiled band stands, and often the list is right. But the margin is meant for
every border: an f may do something of its own in the first and last rows, and those are
left out as well.

Draw an output of five by five positions and a margin of one. Three by three remain. In your
version five by three remain. Put one wrong entry in the top row of an f's output, and ask
with a margin of one: it should not count.
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(output, 0, d // stride)).abs()
        width = difference.shape[-1]
        if difference[..., margin : width - margin].max().item() <= atol:
            kept.append(d)
    return kept
