"""Large outputs are forgiven larger differences

Your comparison allows a difference in proportion to the numbers, on top of the tolerance.
This is what `allclose` does when only one of its two tolerances is named: it adds a
hundred-thousandth of each value. With outputs in the millions a difference of five then
passes for nothing.

Compare 1000000 with 1000001 in your way, with a tolerance of 0.00001. The difference is
one, far too large, and the answer is yes. The task says: no two entries differ by more than
the tolerance, however large they are. Read the documentation of your comparison: what does
it add by itself?
"""

import torch
from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    return torch.allclose(f(shift2d(x, dy, dx)), f(x), atol=atol)
