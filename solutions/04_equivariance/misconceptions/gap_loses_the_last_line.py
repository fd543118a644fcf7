"""The last row and column are never compared

Your cut stops one step too early on the far side: the last row and the last column that
should be compared are left out, even with a margin of zero. At the near side all is well.

Number the columns of an output from 0 to 5. With a margin of one the columns 1, 2, 3 and 4
count. A Python range ends *before* its second number. Which number must that be, so that 4
is still in? Put a single wrong entry into the last column of an output, and ask for the gap
with a margin of zero: it must be seen.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if 2 * margin >= min(height, width):
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    kept = difference[..., margin : height - margin - 1, margin : width - margin - 1]
    return kept.max().item() if kept.numel() else 0.0
