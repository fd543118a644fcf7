"""Large numbers are forgiven a larger difference each

Your comparison allows a difference in proportion to the numbers, on top of the tolerance.
This is what `allclose` does when only one of its two tolerances is named: it adds a
hundred-thousandth of each value. Around one, this lets in shifts that differ by 0.00001
although a much smaller tolerance was asked for.

Compare 1 with 1.000001 in your way, with a tolerance of 0.000000001. The difference is a
thousand times too large, and the answer is yes. Read the documentation of the comparison
that you use: which of its two tolerances have you named, and what is the other one then?
"""

import torch
from equivariance import shift2d


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift + 1):
        a, b = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        inside = (
            ...,
            slice(margin, a.shape[-2] - margin),
            slice(margin, a.shape[-1] - margin),
        )
        if torch.allclose(a[inside], b[inside], atol=atol):
            kept.append(d)
    return kept
