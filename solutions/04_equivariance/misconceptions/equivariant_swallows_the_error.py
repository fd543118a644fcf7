"""The error of an empty margin turns into a no

Where the margin leaves nothing to compare, the gap raises an error, and you catch it and
answer False. That sounds careful, but it is not true either: nobody has found a difference.
The one who asked made a mistake with the margin, and will now look for the mistake in a
perfectly good convolution.

Take an f that gives its input back, and a margin as wide as the picture. The honest reply
is neither yes nor no. Let the error through: it has the wrong margin in its message, and
that is what the caller needs to read. When is it right to catch an error, and what for?
"""

from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    try:
        return equivariance_gap(f, x, dy, dx, margin) <= atol
    except ValueError:
        return False
