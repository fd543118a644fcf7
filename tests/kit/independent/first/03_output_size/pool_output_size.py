# --- stride-one-by-default: the default of a convolution; shows on (28, 2)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = 1 if stride is None else stride
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    n = size + 2 * padding - kernel
    out = -(-n // stride) + 1 if ceil_mode else n // stride + 1
    if ceil_mode and (out - 1) * stride >= size + padding:
        out -= 1
    if out < 1:
        raise ValueError(f"kernel {kernel} on {size}: nothing remains")
    return out

# --- last-window-always-counts: ceil_mode without the rule about the padding on the right; shows on (3, 2, padding=1, ceil_mode=True)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    import math
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    q = (size + 2 * padding - kernel) / stride
    out = (math.ceil(q) if ceil_mode else math.floor(q)) + 1
    if out <= 0:
        raise ValueError(f"kernel {kernel} does not fit {size}")
    return out

# --- half-the-kernel-refused: padding of just half the kernel is refused; shows on (8, 2, padding=1)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if padding >= kernel / 2:
        raise ValueError(f"padding {padding} must be below half of kernel {kernel}")
    n = size + 2 * padding - kernel
    out = -(-n // stride) + 1 if ceil_mode else n // stride + 1
    if ceil_mode and (out - 1) * stride >= size + padding:
        out -= 1
    if out < 1:
        raise ValueError(f"kernel {kernel} on {size}: nothing remains")
    return out

# --- padding-unchecked: padding of more than half the kernel passes; shows on (8, 2, padding=2)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = stride or kernel
    n = size + 2 * padding - kernel
    out = -(-n // stride) + 1 if ceil_mode else n // stride + 1
    if ceil_mode and (out - 1) * stride >= size + padding:
        out -= 1
    if out < 1:
        raise ValueError(f"kernel {kernel} on {size}: nothing remains")
    return out

# --- start-beyond-the-image: drops a window that starts after `size`, forgetting that the row begins with padding; shows on (4, 2, padding=1, ceil_mode=True)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = stride or kernel
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    n = size + 2 * padding - kernel
    out = -(-n // stride) + 1 if ceil_mode else n // stride + 1
    if ceil_mode and (out - 1) * stride >= size:
        out -= 1
    if out < 1:
        raise ValueError(f"kernel {kernel} on {size}: nothing remains")
    return out

# --- nothing-is-fine: gives 0 or less where nothing remains; shows on (2, 3)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = stride or kernel
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    n = size + 2 * padding - kernel
    out = -(-n // stride) + 1 if ceil_mode else n // stride + 1
    if ceil_mode and (out - 1) * stride >= size + padding:
        out -= 1
    return out

# --- large-kernel-always-refused: refuses a kernel above the padded input in ceil_mode too; shows on (3, 4, stride=2, ceil_mode=True)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = stride or kernel
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    n = size + 2 * padding - kernel
    if n < 0:
        raise ValueError(f"kernel {kernel} > {size + 2 * padding}")
    out = -(-n // stride) + 1 if ceil_mode else n // stride + 1
    if ceil_mode and (out - 1) * stride >= size + padding:
        out -= 1
    return out

# --- ceil-mode-not-read: always rounds down; shows on (7, 2, ceil_mode=True)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    if stride is None:
        stride = kernel
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    out = (size + 2 * padding - kernel) // stride + 1
    if out < 1:
        raise ValueError(f"kernel {kernel} on {size}: nothing remains")
    return out

# --- tensorflow-same: rounds the size over the stride up and leaves the kernel out of ceil_mode; shows on (7, 3, stride=2, ceil_mode=True)
def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    if stride is None:
        stride = kernel
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    if ceil_mode:
        return -(-(size + 2 * padding) // stride)
    out = (size + 2 * padding - kernel) // stride + 1
    if out < 1:
        raise ValueError(f"kernel {kernel} on {size}: nothing remains")
    return out
