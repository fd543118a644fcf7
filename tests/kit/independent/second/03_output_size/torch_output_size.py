# --- reach-is-product: taps that stand d apart reach over d times as many pixels
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * kernel
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (padded - reach) // stride + 1

# --- one-gap: the dilation makes the kernel longer once
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = kernel + dilation - 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (padded - reach) // stride + 1

# --- left-out-pixels: the dilation says how many pixels are left out between two taps
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    gaps = (kernel - 1) * dilation if dilation > 1 else 0
    reach = kernel + gaps
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (padded - reach) // stride + 1

# --- rounded-up: a window that hangs over the end still counts
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return -((reach - padded) // stride) + 1

# --- kernel-must-fit: the kernel has to fit the padded input, however far its taps are apart
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    padded = size + 2 * padding
    if kernel > padded:
        raise ValueError(f"kernel {kernel} does not fit {padded}")
    return (padded - dilation * (kernel - 1) - 1) // stride + 1

# --- strict: the formula of problem 1 with the reach as the kernel
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    return conv_output_size(size, reach, stride, padding)

# --- divided-apart: the two parts can be divided by the stride one by one
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return padded // stride - reach // stride + 1

# --- nearest: the result is rounded to the nearest whole number
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (2 * (padded - reach) + stride) // (2 * stride) + 1

# --- positions-without-one: the last window starts before padded - reach
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    last = max(padded - reach - 1, 0)
    return last // stride + 1
