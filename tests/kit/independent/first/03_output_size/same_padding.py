# --- dilation-left-out: half the kernel, whatever the dilation; shows on (3, dilation=2)
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError(f"kernel {kernel} is even")
    return kernel // 2

# --- even-passes: rounds down for even kernels; shows on 4
def same_padding(kernel, dilation=1):
    return dilation * (kernel - 1) // 2

# --- dilates-the-kernel-itself: half of dilation times kernel; shows on (5, dilation=2)
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError(f"no padding for kernel {kernel}")
    return dilation * kernel // 2

# --- even-never: an even kernel with an even dilation is refused; shows on (2, dilation=2)
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError(f"kernel must be odd, got {kernel}")
    return dilation * (kernel - 1) // 2

# --- half-a-pixel: gives a float; shows on every input
def same_padding(kernel, dilation=1):
    p = dilation * (kernel - 1) / 2
    if p != int(p):
        raise ValueError(f"kernel {kernel} needs padding {p}")
    return p

# --- both-ends-together: gives the padding of both ends in one number; shows on 5
def same_padding(kernel, dilation=1):
    total = dilation * (kernel - 1)
    if total % 2:
        raise ValueError(f"kernel {kernel}: {total} cannot be halved")
    return total

# --- none-for-even: gives None instead of raising; shows on 4
def same_padding(kernel, dilation=1):
    total = dilation * (kernel - 1)
    if total % 2 == 0:
        return total // 2
