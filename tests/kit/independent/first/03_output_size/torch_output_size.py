# --- reach-is-kernel-times-dilation: takes dilation * kernel for the reach; shows on dilation=2
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * kernel
    if reach > size + 2 * padding:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: {reach} > {size + 2 * padding}")
    return (size + 2 * padding - reach) // stride + 1

# --- dilation-counts-gaps: dilation 1 is taken for one pixel between the taps; shows on every default call
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = kernel + (kernel - 1) * dilation
    if reach > size + 2 * padding:
        raise ValueError(f"{reach} > {size + 2 * padding}")
    return (size + 2 * padding - reach) // stride + 1

# --- copied-one-bracket-wrong: PyTorch's formula with the -1 outside, so a position is lost where the division leaves a rest; shows on (224, 11, 4)
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > size + 2 * padding:
        raise ValueError(f"reach {reach} of kernel {kernel} > {size + 2 * padding}")
    return (size + 2 * padding - dilation * (kernel - 1)) // stride

# --- nearest-whole: rounds to the nearest; shows on sizes whose rest is above one half
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > size + 2 * padding:
        raise ValueError(f"reach {reach} of kernel {kernel} > {size + 2 * padding}")
    return round((size + 2 * padding - reach) / stride + 1)

# --- check-without-dilation: the check looks at the kernel only; shows on (4, 3, dilation=2)
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} > {size + 2 * padding}")
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1

# --- only-negative-sizes-raise: a result of 0 passes; shows on (2, 3)
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    out = (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
    if out < 0:
        raise ValueError(f"size {size}, kernel {kernel}: output {out}")
    return out

# --- whole-or-refused: raises where the division leaves a rest, as conv_output_size does; shows on (224, 11, 4)
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    return conv_output_size(size, reach, stride, padding)

# --- dilation-unused: the argument is there and not read; shows on dilation=2
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} does not fit into {size + 2 * padding}")
    return (size + 2 * padding - kernel) // stride + 1

# --- truncates-towards-zero: int() of a quotient, unchecked, gives 1 for a window that just fails to fit; shows on (4, 5, stride=2)
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    out = int((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    if out < 1:
        raise ValueError(f"kernel {kernel} does not fit into {size}")
    return out
