"""A fraction just below zero is cut off to zero

Your sizes are exact, the very large ones too. But where a kernel is only a little too
large and the stride is above 1, you return 1 and raise no error. What is left for the
kernel to travel is then a small negative number. Divided by the stride it is a fraction
between minus one and zero, and cutting off its digits moves it up to zero.

Take a row of 5 pixels, a kernel of 7 and a stride of 4, and write down each step of
your calculation. Then let the kernel grow by one pixel at a time. For which kernels
does your function refuse, and for which should it? Do the same with a stride of 1.
"""

from fractions import Fraction


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    places = int(Fraction(room, stride)) + 1
    if places < 1:
        raise ValueError(
            f"kernel {kernel} with dilation {dilation} reaches too far for {size} + 2 * {padding}"
        )
    return places
