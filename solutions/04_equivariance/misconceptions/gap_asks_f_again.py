"""F is called more often than twice

You call f a third time, perhaps only to learn the shape of its output. With a plain
convolution nobody notices; it only costs time. But f may be any callable: one with dropout
or with a counter in it gives another answer each time. Then the sizes, the two sides of the
equation, or both come from different answers.

Write an f that counts its calls and print the count after measuring one gap. It must be
two: once on `x`, once on the shifted `x`. Think about which of the two results you can ask
for its shape, and keep what you have already paid for.
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    if f(x).shape[-1] == 0:
        return 0.0
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).abs().max().item()
