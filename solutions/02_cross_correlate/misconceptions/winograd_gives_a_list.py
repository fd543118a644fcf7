"""The two outputs come as a list

The numbers are right, but they come as a list, or joined into one tensor. The task asks for
a tuple of two: the first output, then the second.

The difference is small but real. A tuple says: these are exactly two things, each with a
meaning of its own. A list says: here are some things of the same kind. And joining them
into a tensor fails for fractions or for any other kind of number that torch does not know,
although the method itself works with all of them.

Print what your function returns. Which kind of brackets do you see, and how many outputs?
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return [first + plus + minus, plus - minus - last]
