"""The search ends at the first shift that fails

You stop as soon as one shift does not commute. But the shifts do not get worse one after
the other: with a stride of three, 1 and 2 fail, 3 is fine, 4 and 5 fail, and 6 is fine
again. Your list is empty, or ends far too early.

Take every second number of 3 1 4 1 5 9 and try the shifts one by one, by hand: 1 fails, 2
fits, 3 fails, 4 fits. There is a rhythm in it, and it is the whole point of this exercise.
What should your loop do after a shift that fails?
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
        if not _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol:
            break
        kept.append(d)
    return kept
