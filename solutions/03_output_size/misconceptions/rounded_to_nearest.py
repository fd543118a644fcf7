"""Fractions are rounded to the nearest whole number

Some of your results are right and some too large by one, depending on the fraction. You
take the nearest whole number. But a window that has room for three quarters of a step
cannot take the step: it would hang over the edge. However little is missing, the place
is not there.

Try images of 9, 10 and 11 pixels with a window of 5 and a stride of 4. Draw the windows
for each. With 10 and 11 pixels the second step would need more than there is. The count
should stay the same until the step fits completely.
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    return round((size + 2 * padding - kernel) / stride) + 1


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return round(_fitting_room(size, kernel, padding, dilation) / stride) + 1
