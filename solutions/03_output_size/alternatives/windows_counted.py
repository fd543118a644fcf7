"""Starts of windows listed with range, and counted."""


def _starts(padded, reach, stride):
    return len(range(0, padded - reach + 1, stride))


def conv_output_size(size, kernel, stride=1, padding=0):
    if size < 1:
        raise ValueError(f"size {size} is below 1")
    if kernel < 1:
        raise ValueError(f"kernel {kernel} is below 1")
    if stride < 1:
        raise ValueError(f"stride {stride} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    padded = size + 2 * padding
    if kernel > padded:
        raise ValueError(f"kernel {kernel} > padded input {padded}")
    steps, rest = divmod(padded - kernel, stride)
    if rest != 0:
        raise ValueError(f"{padded - kernel} is not a multiple of the stride {stride}: {size}")
    return 1 + steps


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = 1 + (kernel - 1) * dilation
    padded = size + padding + padding
    if padded < 10**6:
        count = _starts(padded, reach, stride)
    else:
        count = (padded - reach + stride) // stride if padded >= reach else 0
    if count == 0:
        raise ValueError(f"size {size}, kernel {kernel}: the reach {reach} exceeds {padded}")
    return count


def same_padding(kernel, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach % 2 == 0:
        raise ValueError(f"an even reach ({reach}), from kernel {kernel}")
    return reach // 2


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    step = stride or kernel
    if padding * 2 > kernel:
        raise ValueError(f"padding={padding} > kernel/2={kernel / 2}")
    steps, rest = divmod(size + 2 * padding - kernel, step)
    if ceil_mode and rest and (steps + 1) * step < size + padding:
        steps += 1
    if steps < 0:
        raise ValueError(f"no window of {kernel} in {size} + 2 * {padding}")
    return steps + 1
