"""The margin is not cut at the left and right

You cut the margin off the top and the bottom, and forget the columns. For a shift up or
down this gives the right answer. For a shift to the side, the spoiled band stands at the
left and the right, and there you still look at it.

Draw an output of five by five positions and a margin of one: a ring of sixteen positions
goes away, and three by three remain. In your version three by five remain. Try a shift to
the right by two through a convolution. Where is the band that is spoiled, and does your
margin cover it? A picture has four borders.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, :].abs().max().item()
