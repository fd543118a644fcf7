"""Large numbers are forgiven larger differences

Your comparison allows a difference in proportion to the numbers, on top of the tolerance.
This is what `allclose` does when it is given only one of its two tolerances: it adds a
hundred-thousandth of each value. With outputs around one nobody sees it. With outputs in
the millions a difference of five passes.

Compare 1000000 with 1000001 in your way, with a tolerance of 0.00001. The difference is
one, a hundred thousand times too large, and still the answer is yes. Read the documentation
of the comparison that you use: how many tolerances does it have, and what are they when you
do not name them?
"""

import torch
from equivariance import shift2d


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    of_shifted, shifted = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    height, width = shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    kept = (..., slice(margin, height - margin), slice(margin, width - margin))
    return torch.allclose(of_shifted[kept], shifted[kept], atol=atol)
