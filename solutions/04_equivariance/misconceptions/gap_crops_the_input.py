"""The margin is cut off the input, before f

You cut the margin off the image and measure on what is left. But the piece that remains is
again an image with a border of its own: f pads it with zeros, the shift brings zeros into
it, and the spoiled band is back at once. However wide the margin, the gap does not become
zero.

Take a line of six ones and sums over three neighbours. Cut one pixel off each end, and
compute both sides of the equation on the four that remain. They differ at the ends, as
before. The border effects are born inside f and inside the shift. So when can they be cut
away: before or after?
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    height, width = x.shape[-2:]
    if 2 * margin >= min(height, width):
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    x = x[..., margin : height - margin, margin : width - margin]
    return (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs().max().item()
