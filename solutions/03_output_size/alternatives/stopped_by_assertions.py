"""Checks written as a helper, sizes with negative floor division."""


def _must(condition, message):
    if not condition:
        raise ValueError(message)


def conv_output_size(size, kernel, stride=1, padding=0):
    told = f"size={size}, kernel={kernel}, stride={stride}, padding={padding}"
    _must(size > 0 and kernel > 0 and stride > 0 and padding >= 0, told)
    room = size - kernel + 2 * padding
    _must(room >= 0, told)
    _must(room % stride == 0, told)
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    told = f"size={size}, kernel={kernel}, stride={stride}, padding={padding}, dilation={dilation}"
    free = size + 2 * padding - dilation * (kernel - 1)
    _must(free > 0, told)
    return -(-free // stride)


def same_padding(kernel, dilation=1):
    half, rest = divmod((kernel - 1) * dilation, 2)
    _must(rest == 0, f"kernel={kernel}, dilation={dilation}")
    return half


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    told = f"size={size}, kernel={kernel}, stride={stride}, padding={padding}"
    stride = kernel if stride is None else stride
    _must(padding <= kernel // 2, told)
    room = size + 2 * padding - kernel
    count = (-(-room // stride) if ceil_mode else room // stride) + 1
    while ceil_mode and (count - 1) * stride >= size + padding:
        count -= 1
    _must(count > 0, told)
    return count
