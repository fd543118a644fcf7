"""A gap of exactly the tolerance is called too large

Your answer is no when the gap equals the tolerance. The task says "at most", so the limit
itself still belongs to the yes side. It matters most for a tolerance of zero: a function
that moves along exactly, with a gap of zero, must pass even then, and no gap at all is
smaller than zero.

Ask about an f that gives its input back, with a tolerance of zero. The gap is 0, the
tolerance is 0, and the answer should be True. Then think of a gap of one half and a
tolerance of one half. On which side of the line does each of them stand, and what does "at
most" say about the line itself?
"""

from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx, margin) < atol
