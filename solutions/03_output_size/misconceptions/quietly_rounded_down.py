"""A fraction is rounded down without a word

Where the formula does not give a whole number you round down and go on. That is what
PyTorch does, and another function of this assignment asks for it. This one is the
formula of the textbook: a fraction means that the window does not end flush with the
image, so pixels at the far end are never looked at. It is asked to refuse such sizes.

The famous case is an image of 224 with a window of 11 and a stride of 4. Work out the
fraction by hand. Nobody would ever learn that the last column is not looked at.
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    return (size + 2 * padding - kernel) // stride + 1
