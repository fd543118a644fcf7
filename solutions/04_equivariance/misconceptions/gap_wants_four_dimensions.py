"""The output of f must have four dimensions

The margin is cut from the third and fourth dimension, counted from the front. As long as f
gives images with channels this is right. But an f may add the channels up and give three
dimensions, or pick one picture and give two. Then your code stops, or cuts in the wrong
place.

Try an f that sums over the channels: `(N, C, H, W)` becomes `(N, H, W)`. Which dimensions
are positions now? The rule in the task is that they are always the last two. Your shift can
already handle any number of dimensions before them. Make the cut in the same way, counted
from the end.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[:, :, margin : height - margin, margin : width - margin].max().item()
