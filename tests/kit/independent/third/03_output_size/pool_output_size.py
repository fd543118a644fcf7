# --- stride-one: without a stride the windows move by one, as a convolution's do
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    if stride is None:
        stride = 1
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    span = size + 2 * padding - kernel
    n = -(-span // stride) + 1 if ceil_mode else span // stride + 1
    if ceil_mode and (n - 1) * stride >= size + padding:
        n -= 1
    if n < 1:
        raise ValueError(f"no window left: {size}, {kernel}")
    return n


# --- fits-also-in-ceil: refuses a kernel larger than the padded input in either mode
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    s = stride or kernel
    if padding > kernel // 2:
        raise ValueError(f"padding {padding} > {kernel} / 2")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} > padded input {size + 2 * padding}")
    n, rest = divmod(size + 2 * padding - kernel, s)
    n += 1
    if ceil_mode and rest:
        if n * s < size + padding:
            n += 1
    return n


# --- counts-starts: a rewrite that counts the places where a window may start, and in ceil mode takes every start that is not in the right padding
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} too large for kernel {kernel}")
    if ceil_mode:
        behind = size + padding  # the first place where a window must not start any more
    else:
        behind = size + 2 * padding - kernel + 1
    starts = -(-behind // stride)
    if starts < 1:
        raise ValueError(f"no window of {kernel} on {size}")
    return starts


# --- half-not-allowed: refuses a padding of exactly half the kernel
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    if stride is None:
        stride = kernel
    if padding >= kernel / 2:
        raise ValueError(f"padding {padding} is not below half of {kernel}")
    span = size + 2 * padding - kernel
    n = (span + (stride - 1) * ceil_mode) // stride + 1
    if ceil_mode and (n - 1) * stride >= size + padding:
        n -= 1
    if n < 1:
        raise ValueError(f"{size} {kernel} {padding}")
    return n


# --- float-ceil-forgets-left: two mistakes, rounds a float, and asks for the last start without the padding on the left
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    import math

    stride = stride if stride is not None else kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding={padding} kernel={kernel}")
    x = (size + 2 * padding - kernel) / stride + 1
    n = math.ceil(x) if ceil_mode else math.floor(x)
    if ceil_mode and (n - 1) * stride >= size:
        n -= 1
    if n < 1:
        raise ValueError(f"no window: size={size}, kernel={kernel}")
    return n
