"""Half of the kernel is the answer to everything

Your answer depends on the kernel only. Half of the kernel is how far the padding is felt in
a single output. But two outputs are compared here, and one of them was shifted afterwards:
the zeros that this shift brought in stand where the other one already has numbers. And
without any shift the two are the same, whatever the kernel.

Take a line of ones, sums over three neighbours, and a shift right by four. Write down both
sides of the equation. Where is the last difference, counted from the left? Then do it
without a shift. Which of the two numbers that you are given have you not used?
"""


def spoiled_border(kernel_size, shift):
    return kernel_size // 2
