# --- rounds-down: positions are whole, so the formula is rounded down
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"not possible: {size}, {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} does not fit {size + 2 * padding}")
    return (size - kernel + 2 * padding) // stride + 1

# --- padding-once: the padding is the number of zeros in all
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + padding
    if room < 0:
        raise ValueError(f"a kernel of {kernel} does not fit {size + padding}")
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride + 1

# --- steps-only: the number of steps is the number of positions
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + 2 * padding
    if room < 0:
        raise ValueError(f"a kernel of {kernel} does not fit {size + 2 * padding}")
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride

# --- divides-the-image: the stride has to divide the padded image
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    padded = size + 2 * padding
    if kernel > padded:
        raise ValueError(f"a kernel of {kernel} does not fit {padded}")
    if padded % stride != 0:
        raise ValueError(f"{padded} cannot be divided by {stride}")
    return (padded - kernel) // stride + 1

# --- fit-without-padding: the kernel has to fit the image itself
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    if kernel > size:
        raise ValueError(f"a kernel of {kernel} is larger than {size}")
    room = size - kernel + 2 * padding
    if room % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} is not whole")
    return room // stride + 1

# --- negative-result: a kernel is too large if the result is negative
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + 2 * padding
    if room % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} is not whole")
    result = room // stride + 1
    if result < 0:
        raise ValueError(f"{result} positions, kernel {kernel} on {size}")
    return result

# --- is-integer: an ordinary division shows whether the result is whole
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} does not fit {size + 2 * padding}")
    out = (size - kernel + 2 * padding) / stride + 1
    if not out.is_integer():
        raise ValueError(f"{out} is not a whole number")
    return int(out)

# --- windows-of-zeros: the padding must be smaller than the kernel, or windows see nothing but zeros
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0 or padding >= kernel:
        raise ValueError(f"padding {padding} does not suit kernel {kernel}")
    room = size - kernel + 2 * padding
    if room < 0 or room % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} + 1")
    return room // stride + 1

# --- equal-does-not-fit: the kernel must be smaller than the padded input
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    if kernel >= size + 2 * padding:
        raise ValueError(f"kernel {kernel} does not fit {size + 2 * padding}")
    steps, rest = divmod(size - kernel + 2 * padding, stride)
    if rest:
        raise ValueError(f"a rest of {rest} with stride {stride}")
    return steps + 1

# --- stride-unchecked: the stride needs no check, Python complains about a zero
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1:
        raise ValueError(f"size {size} or kernel {kernel} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + 2 * padding
    if room < 0:
        raise ValueError(f"a kernel of {kernel} does not fit {size + 2 * padding}")
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride + 1
