# --- half-first: takes half of the kernel and multiplies by the dilation afterwards
def same_padding(kernel: int, dilation: int = 1) -> int:
    if (dilation * (kernel - 1)) % 2:
        raise ValueError(f"kernel {kernel} cannot keep the size")
    return kernel // 2 * dilation


# --- a-float: divides by 2 with /
def same_padding(kernel: int, dilation: int = 1) -> int:
    total = (kernel - 1) * dilation
    if total % 2 != 0:
        raise ValueError(f"no padding for kernel {kernel}")
    return total / 2


# --- total-of-both: two mistakes, gives what both ends need together, and shows the pixels lost but not the kernel
def same_padding(kernel: int, dilation: int = 1) -> int:
    lost = dilation * (kernel - 1)
    if lost % 2 == 1:
        raise ValueError("an odd number of pixels is lost")
    return lost
