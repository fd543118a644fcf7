"""The size comes back as a float

The value is right but it ends in a point and a zero: your result is a floating point
number. A size is a count. Nobody can make an image with 28.0 rows: PyTorch refuses such
a size, and ranges and indices in Python do so too. For very large numbers the float
also loses its last digits.

Ask Python for the type of your result, not only for its value. Somewhere in your
function a division gives a number with a fraction part, even where nothing is left
over. There is another kind of division in Python that stays with whole numbers.
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    places = (size + 2 * padding - kernel) / stride + 1
    if places != int(places):
        raise ValueError(f"{places} is not whole")
    return places


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return _fitting_room(size, kernel, padding, dilation) / stride // 1 + 1


def same_padding(kernel, dilation=1):
    half = dilation * (kernel - 1) / 2
    if half != int(half):
        raise ValueError(f"kernel {kernel} with dilation {dilation} would need {half}")
    return half
