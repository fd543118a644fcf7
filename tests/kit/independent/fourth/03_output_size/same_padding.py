# --- half-kernel-first: halves the kernel before the dilation comes in; on even kernels with an even dilation
def same_padding(kernel: int, dilation: int = 1) -> int:
    taken = dilation * (kernel - 1)
    if taken % 2:
        raise ValueError(f"kernel {kernel} with dilation {dilation} has no same padding")
    return dilation * (kernel // 2)


# --- gives-a-float: divides with /, so the padding is 2.0 instead of 2; on every kernel
def same_padding(kernel: int, dilation: int = 1) -> int:
    p = dilation * (kernel - 1) / 2
    if p != int(p):
        raise ValueError("padding would be %s for a kernel of %d" % (p, kernel))
    return p
