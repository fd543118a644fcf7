# --- rounds-silently: floor division, so a size that is not whole passes; shows on (224, 11, 4)
def conv_output_size(size, kernel, stride=1, padding=0):
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad arguments {size} {kernel} {stride} {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} > {size + 2 * padding}")
    return (size - kernel + 2 * padding) // stride + 1

# --- pads-once: P is added once, not on both ends; shows on (5, 3, padding=1)
def conv_output_size(size, kernel, stride=1, padding=0):
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad arguments {size} {kernel} {stride} {padding}")
    n = size - kernel + padding
    if n < 0 or n % stride:
        raise ValueError(f"({size} - {kernel} + {padding}) / {stride} does not work")
    return n // stride + 1

# --- plus-one-forgotten: the formula without + 1; shows on (32, 5)
def conv_output_size(size, kernel, stride=1, padding=0):
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad arguments {size} {kernel} {stride} {padding}")
    n = size - kernel + 2 * padding
    if n < 0 or n % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} is not whole")
    return n // stride

# --- small-numbers-unchecked: size, kernel and padding below their limits pass; shows on kernel 0 and on padding -1
def conv_output_size(size, kernel, stride=1, padding=0):
    n = size - kernel + 2 * padding
    if n < 0:
        raise ValueError(f"kernel {kernel} larger than padded input {size + 2 * padding}")
    if n % stride != 0:
        raise ValueError(f"{n} / {stride} is not a whole number")
    return n // stride + 1

# --- padding-must-be-positive: padding 0, the default, is refused as well; shows on (32, 5)
def conv_output_size(size, kernel, stride=1, padding=0):
    for value in (size, kernel, stride, padding):
        if value < 1:
            raise ValueError(f"{value} is below 1")
    n = size - kernel + 2 * padding
    if n < 0 or n % stride:
        raise ValueError(f"{size}, {kernel}, {stride}, {padding}")
    return n // stride + 1

# --- gives-a-float: true division gives a float; shows on every input
def conv_output_size(size, kernel, stride=1, padding=0):
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad arguments {size} {kernel} {stride} {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} > {size + 2 * padding}")
    out = (size - kernel + 2 * padding) / stride + 1
    if not out.is_integer():
        raise ValueError(f"{out} is not a whole number")
    return out

# --- checked-without-padding: a kernel that fits only with its padding is refused; shows on (2, 3, padding=1)
def conv_output_size(size, kernel, stride=1, padding=0):
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad arguments {size} {kernel} {stride} {padding}")
    if kernel > size:
        raise ValueError(f"kernel {kernel} is larger than {size}")
    n = size - kernel + 2 * padding
    if n % stride:
        raise ValueError(f"{n / stride + 1} positions")
    return n // stride + 1

# --- divides-the-wrong-number: asks whether the size divides by the stride; shows on (227, 11, 4)
def conv_output_size(size, kernel, stride=1, padding=0):
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad arguments {size} {kernel} {stride} {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} > {size + 2 * padding}")
    if size % stride != 0:
        raise ValueError(f"size {size} is not divisible by stride {stride}")
    return (size - kernel + 2 * padding) // stride + 1
