"""The gap is computed in float32

The difference is taken in float32, although the outputs are float64. About seven digits
remain: a gap of 1e-9 next to numbers around one disappears, and others change in their
eighth digit.

Make two float64 numbers that differ by 1e-10, say 3 and 3.0000000001, turn both into
float32 and subtract: nothing is left. With whole numbers you would never see it, which is
why it hides so well. Look for a place where a dtype is named in your code, or where a new
tensor is made without asking the old one for its dtype. Nothing here needs one.
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    of_shifted, shifted = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    return _inside(of_shifted.float() - shifted.float(), margin).abs().max().item()
