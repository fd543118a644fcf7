"""Not a number is overlooked in the gap

If one of the differences is NaN, "not a number", your gap is the largest of the others, as
if that position did not exist. A network that has broken down, with NaN all over its
output, would then have a gap of zero and be called perfect.

Every comparison with NaN is false. A loop that keeps the larger of two numbers, asked
whether NaN is larger than zero, says no and moves on. Write an f that puts one NaN in the
middle of its output and print the gap. What would you like to be told about a measurement
of which one part could not be measured?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).abs().nan_to_num(0.0).max().item()
