"""The margin is cut at the top and left only

You leave out the first rows and the first columns, but the last ones still count. A shift
to the right spoils the left border most, so this often looks right; but a convolution
reaches over the right border too, and a shift to the left or upwards spoils the other side.

Draw an output of five by five positions and a margin of one. Cross out every position that
is closer than one step to a border: a whole ring goes away, and three by three remain.
Count what remains in your version. Then try a shift by minus two, where the spoiled band
stands on the right.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin:, margin:].abs().max().item()
