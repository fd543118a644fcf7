# --- float-division: divides with / and asks the float whether it is whole; on numbers of thirty digits
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"bad value among {size}, {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size + 2 * padding}")
    out = (size - kernel + 2 * padding) / stride + 1
    if not out.is_integer():
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} + 1 = {out}")
    return int(out)


# --- negative-answers-only: sees that a kernel is too large by the answer being below 0; where the formula gives exactly 0
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for name, value, least in (
        ("size", size, 1),
        ("kernel", kernel, 1),
        ("stride", stride, 1),
        ("padding", padding, 0),
    ):
        if value < least:
            raise ValueError(f"{name} is {value}, must be at least {least}")
    steps, rest = divmod(size - kernel + 2 * padding, stride)
    if rest:
        raise ValueError(f"({size}-{kernel}+2*{padding}) does not divide by {stride}")
    n = steps + 1
    if n < 0:
        raise ValueError(f"kernel {kernel} does not fit into {size} + 2*{padding}")
    return n
