"""Only the means of the two outputs are compared

You compare one number for each output, its mean or the mean difference. A positive
difference in one place and a negative one in another then cancel out. A convolution that
moves along with the object has the same mean before and after, although nearly all of its
entries have changed.

Take 0 5 0 0 and 0 0 5 0. The differences are 0, -5, 5, 0, and their mean is 0. In fact you
have put a global average after f, and asked whether *that* is invariant. Which of the four
differences must be small so that the two outputs are the same?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool(abs(difference.mean().item()) <= atol)
