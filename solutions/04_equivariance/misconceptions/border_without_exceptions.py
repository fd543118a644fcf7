"""The two cases without any damage are forgotten

The ordinary cases are right, but you also report a spoiled border where nothing is spoiled:
without a shift, and for a kernel that sees a single pixel.

Without a shift both sides of the equation are the very same computation: `f(x)` on the left
and on the right. There is nothing that could differ. And a kernel of width one multiplies
each pixel by itself alone; it never looks at a neighbour, so it never meets the padding,
and zeros that come in stay zeros. Put both cases into the equation by hand. Does your
formula give 0 for them? The kernel of three without a shift is a good test, and so is the
kernel of one with a shift of four.
"""


def spoiled_border(kernel_size, shift):
    return max(abs(shift), kernel_size // 2)
