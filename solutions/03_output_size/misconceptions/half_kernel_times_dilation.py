"""Half the kernel is always enough padding

You take half of the kernel, rounded down, times the dilation. For odd kernels that is
right. For even ones it is too much: a kernel of 2 takes one pixel away, and you add one
at each end, so the output grows. A padding that keeps the size gives back just as many
pixels as the kernel takes away, shared by both ends.

Work out for kernels of 1, 2, 3 and 4 how many pixels an image loses without padding.
Which of these numbers can be split into two equal whole parts? For the others, the
contract says what to do.
"""


def same_padding(kernel, dilation=1):
    return dilation * (kernel // 2)
