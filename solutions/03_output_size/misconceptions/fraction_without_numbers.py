"""A size that is not whole is refused without numbers

Where the formula gives a fraction you raise the right error. Your other errors show
their numbers, but this one says only in words what is wrong. Whoever reads it may be
far away from your function: the arguments were perhaps worked out by other code. From
words alone nobody can see whether to change the size, the kernel, the stride or the
padding.

Call your function with a size of 20, a kernel of 5 and a stride of 4, and show the
message to a friend who has not seen the call. Can your friend say what does not fit? Do
the same with a kernel that is too large, and compare the two messages.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")
    if room % stride:
        raise ValueError("the number of places is not whole")
    return room // stride + 1
