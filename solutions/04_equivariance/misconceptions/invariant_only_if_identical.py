"""The two outputs have to be equal to the last digit

You ask for exact equality, whatever tolerance was given. With whole numbers that works. A
mean over ordinary floating-point numbers is added up in another order once the object
stands elsewhere, and its last digit may change. Then a global average would not be
invariant, for a reason that has nothing to do with images.

Add 0.1, 0.2 and 0.3 in two different orders and compare. Then ask about an f whose outputs
differ by one half, with a tolerance of one: the answer should be yes. Where does the
tolerance enter in your code?
"""

import torch
from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    return torch.equal(f(shift2d(x, dy, dx)), f(x))
