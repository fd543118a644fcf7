"""The margin is cut only in the direction of the shift

For a shift to the side you cut off columns, for a shift up or down you cut off rows,
and the other two borders still count. That sounds sensible, since the zeros come in
along the shift. But the margin is meant for every border, whichever way the picture
moved: f may do something of its own at each of them.

Draw an output of five by five positions and a margin of one: a ring goes away, and
three by three remain. Count what remains in your version for a shift right by one, down
by one, and both at once. Are the three counts equal? With this margin, let f mirror the
first row only, and shift right by one. The gap should be 0.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    if dy != 0:
        difference = difference[..., margin : height - margin, :]
    if dx != 0:
        difference = difference[..., margin : width - margin]
    return difference.max().item()
