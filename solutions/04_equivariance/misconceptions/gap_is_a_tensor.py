"""The gap is a tensor, not a number

You return a tensor that holds a single number. It prints almost like a number and compares
like one, but it is not a Python float: it stands on a device, it may drag a whole
computation along with it, and a comparison with it gives again a tensor instead of True or
False.

Print the type of your result, not only its value. The signature promises `float`. Think of
somebody who writes the gap into a table or a file, or asks whether it is below a tolerance.
There is a method for taking the one number out of a tensor that has only one.
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).abs().max()
