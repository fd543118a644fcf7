"""The margin is not handed on

Whatever margin is asked for, you measure with none. A convolution with zero padding is
spoiled at the border by every shift, so it is never called equivariant, however far from
the border one looks. Functions without a border effect, pixel by pixel, still give the
right answer.

Take a 3 × 3 convolution with padding 1 and a shift by two. The gap is above zero at margin
0 and exactly zero at margin 2. Print what your function says for the margins 0, 1, 2 and 3:
the answer should change. Follow the number from the call to the place where the positions
are chosen. Where does it get lost?
"""

from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx) <= atol
