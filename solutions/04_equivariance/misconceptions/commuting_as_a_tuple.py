"""The shifts come back in something that is not a list

The shifts are right, but they come back as a tuple. The signature promises a list of ints.
It is a small thing, and still it matters to whoever uses your function: a tuple cannot be
extended, and it is never equal to a list with the same numbers in it.

Type `(2, 4) == [2, 4]` into Python: the answer is False. So a comparison with the expected
list fails, though everything in it is right. Print the type of your result, not only its
value. What do the brackets look like, and which ones does the worked example show?
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift + 1):
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol:
            kept.append(d)
    return tuple(kept)
