"""The gap is divided by the size of the numbers

You give the difference as a share of the numbers that are compared. That is a sensible
measure in many places, but another one: with outputs in the thousands a real error of 5
becomes tiny, and with outputs near zero a harmless rounding becomes huge.

Take outputs 100 and 90 at one position, and all others equal. The largest absolute
difference is 10; your gap is a tenth, because 100 is the largest number around. Multiply
everything by two: the absolute difference doubles, yours stays. The task asks for the
difference itself, in the units of the output.
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    shifted = shift2d(f(x), dy, dx)
    difference = f(shift2d(x, dy, dx)) - shifted
    largest = shifted.abs().max().item()
    gap = _inside(difference, margin).abs().max().item()
    return gap / largest if largest else gap
