"""A shift by zero hands the input itself back

Where there is nothing to move, you return the very tensor that came in. The numbers are
right, but input and result are now one piece of memory with two names: whoever writes into
the result changes the input as well.

Try it: shift a picture by zero, set one entry of the result to 99, and print the input. It
should not know about the 99. The same holds for a view of the input, for example a slice
that happens to cover everything. Results here are always new tensors, also where nothing
had to be done. Which of your branches gives back something that it did not make itself?
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    if dy == 0 and dx == 0:
        return x
    return _right(x, dy, dx)
