"""Multiples of the stride are listed without a look

You list the multiples of the stride, and never call f. That is what the theory says of a
strided convolution far away from its border. But the question is about this f, on this
image, with this margin: a large shift spoils a band that a small margin does not cover, an
f with a mirror in it commutes with nothing, and some images let other shifts through.

Ask about a convolution with stride two and a margin of zero, or about an f that turns the
picture upside down left to right. The lists must differ from your rule. What would you have
to look at to know?
"""


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    return list(range(stride, max_shift + 1, stride))
