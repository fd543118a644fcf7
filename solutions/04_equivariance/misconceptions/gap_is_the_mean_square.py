"""The gap is the mean of the squares

You give the mean squared difference, as one does for a loss in training. It is zero exactly
when nothing differs. But a square is not a difference: an error of 0.001 becomes 0.000001
and slips below the tolerance, an error of 10 becomes 100, and the mean spreads one wrong
position over all the others.

Take the differences 3, -2, -2, -2. The squares are 9, 4, 4, 4, and their mean is 5.25. The
largest difference, without its sign, is 3. For learning, a mean square is a good guide.
Here a yes or a no depends on it. What would one bad position among a thousand good ones do
to your number?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).square().mean().item()
