# --- drops-one-too-late: keeps a last window that starts exactly at size + padding; in ceil mode where it does
def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    span = size + 2 * padding - kernel
    if ceil_mode:
        n = -(-span // stride) + 1
        if (n - 1) * stride > size + padding:
            n -= 1
    else:
        n = span // stride + 1
    if n < 1:
        raise ValueError(f"no window of {kernel} in {size} with padding {padding}")
    return n


# --- never-larger-than-input: refuses a kernel larger than the padded input in ceil mode too; where rounding up still gives one window
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    if stride is None:
        stride = kernel
    if padding > kernel / 2:
        raise ValueError(f"padding={padding} must be at most half of kernel={kernel}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel={kernel} is larger than {size} + 2 * {padding}")
    steps, rest = divmod(size + 2 * padding - kernel, stride)
    count = steps + 1
    if ceil_mode and rest and count * stride < size + padding:
        count += 1
    return count


# --- half-refused-ceil-adds: two mistakes, a padding of exactly half the kernel raises, and ceil mode adds a window even where nothing is left over; on padding 1 with kernel 2, and on 7 pixels with kernel 3 and stride 2 in ceil mode
def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    s = stride or kernel
    if padding and padding * 2 >= kernel:
        raise ValueError(f"padding {padding} too large for kernel {kernel}")
    out = (size + 2 * padding - kernel) // s + 1
    if ceil_mode:
        out += 1
        if (out - 1) * s >= size + padding:
            out -= 1
    if out <= 0:
        raise ValueError(f"kernel {kernel} larger than input {size} + 2 * {padding}")
    return out
