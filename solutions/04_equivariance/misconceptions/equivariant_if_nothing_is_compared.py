"""Nothing compared counts as a yes

Where the margin leaves no position, you answer True instead of raising an error. "All of
them are close" is true for an empty set, as every statement about nothing is. But a reader
takes the True for a result of a comparison that never happened.

Take an f that mirrors the picture, which is as far from equivariant as can be, and a margin
as wide as the picture. Your function calls it equivariant. Then look at what the gap does
in the same place: it raises an error that names the margin. The question here is built on
the gap, so the same case must end in the same way.
"""

from equivariance import shift2d


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    kept = difference[..., margin : height - margin, margin : width - margin]
    return bool((kept <= atol).all())
