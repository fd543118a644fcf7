"""The weights pass through single precision

Your result for double precision weights is off after the seventh digit, or has another
dtype than what came in. Somewhere on the way the numbers are turned into 32-bit floats,
which hold about seven digits. Turning them back later does not bring the other digits
back: they are gone.

Take one weight of 0.1 in double precision, shuffle it with the identity, and subtract
the result from what you put in. The difference should be exactly zero, since a shuffle
does not calculate anything. Then look for the step that asks for a certain kind of
number, and ask whether it is needed at all.
"""


def shuffle_weights(weight, perm):
    return weight.float()[:, perm].to(weight.dtype)
