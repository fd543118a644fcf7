"""Only the first image of the batch decides

You look at the first image of the batch alone. If it stays the same under the shift, you
say yes, whatever happens to the others. But an object in the second image may be nearer to
the edge, be pushed over it and lose its score.

Make a batch of two: in the first image the object stands in the middle, in the second at
the right edge. Shift right by two and look at the largest pixel of each: the first is the
same, the second has dropped. The word in the task is "everywhere", and this means in every
image, every channel and every place.
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference[0].abs() <= atol).all())
