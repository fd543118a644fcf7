# --- rounds-down: never asks whether the division leaves a rest
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad arguments {size}, {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} larger than {size} + 2*{padding}")
    return (size - kernel + 2 * padding) // stride + 1


# --- zero-or-more: asks whether the result is negative, so a kernel that is too large may give zero
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"{size}, {kernel}, {stride}, {padding}")
    travel = size - kernel + 2 * padding
    if travel % stride != 0:
        raise ValueError(f"{travel} / {stride} is not whole")
    n = travel // stride + 1
    if n < 0:
        raise ValueError(f"kernel {kernel} does not fit on {size}")
    return n


# --- unpadded-kernel-check: compares the kernel with the bare size
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"bad: {size} {kernel} {stride} {padding}")
    if kernel > size:
        raise ValueError(f"kernel {kernel} is larger than the input {size}")
    q, r = divmod(size - kernel + 2 * padding, stride)
    if r:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} is not a whole number")
    return q + 1


# --- padding-once-and-equal: two mistakes, P is added once in all, and a kernel as large as the padded input is refused
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"{size} {kernel} {stride} {padding}")
    travel = size - kernel + padding
    if travel <= 0 or travel % stride != 0:
        raise ValueError(f"({size} - {kernel} + {padding}) / {stride}")
    return travel // stride + 1
