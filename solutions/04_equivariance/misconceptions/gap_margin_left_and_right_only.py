"""The margin is not cut at the top and bottom

You cut the margin off the left and the right, and forget the rows. For a shift to the side
of a picture that is empty above and below, this gives the right answer, and anything that
happens in the first and last rows is still counted.

Draw an output of five by five positions and a margin of one: a ring of sixteen positions
goes away, and three by three remain. In your version five by three remain. Try a shift down
by two through a convolution: where is the band that is spoiled, and does your margin cover
it? Every border means all four of them.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., :, margin : width - margin].abs().max().item()
