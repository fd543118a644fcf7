"""F gets several tries to agree

You call f more often than twice, and one good try is enough. A function with chance or
memory in it then has several chances to agree with itself. With dropout, for example, two
runs differ nearly always, but somebody who asks often enough will find two that fit.

Write an f that counts its calls and print the count after one question: it must be two,
once on `x` and once on the shifted `x`. Then write an f that adds its own count to the
picture. It never says the same twice, so the answer must be no. What does a second
measurement tell you that the first did not?
"""

from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    tries = [equivariance_gap(f, x, dy, dx, margin) for _ in range(3)]
    return any(gap <= atol for gap in tries)
