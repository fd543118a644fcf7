"""The answer is a tensor, not True or False

Your answer is a tensor with a single truth value in it. In an `if` it behaves like True or
False, so it is easy to miss. But `answer is True` fails, it cannot be written into a file
as it is, and it stands on a device.

Print the type of your answer. The signature promises `bool`. Comparing a tensor with a
number gives a tensor, and asking whether all of its entries are true gives a tensor again.
Somewhere the step from the world of tensors to the world of Python has to be made. Where
would it be best: before the comparison, or after it?
"""

from equivariance import shift2d


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    kept = difference[..., margin : height - margin, margin : width - margin]
    return (kept <= atol).all()
