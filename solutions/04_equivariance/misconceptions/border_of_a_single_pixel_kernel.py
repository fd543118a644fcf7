"""A kernel that sees one pixel is said to spoil

Everything is right except for a kernel of width one: there you report a border as wide as
the shift. Such a kernel multiplies each pixel by one number and looks at nothing else. It
never reaches over the edge.

Take the line 1 2 3 4, an f that multiplies by ten, and a shift right by two. `shift(f(x))`
is 0 0 10 20. `f(shift(x))` is 0 0 10 20 as well: the zeros that came in are multiplied by
ten and stay zero. The two agree at every place, up to the border. Which margin is the
smallest at which the gap is zero?
"""


def spoiled_border(kernel_size, shift):
    if shift == 0:
        return 0
    return max(abs(shift), kernel_size // 2)
