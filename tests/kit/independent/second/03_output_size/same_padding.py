# --- dilation-forgotten: half of the kernel, whatever the dilation
def same_padding(kernel: int, dilation: int = 1) -> int:
    if kernel % 2 == 0:
        raise ValueError(f"kernel {kernel} is even")
    return kernel // 2

# --- even-never: no even kernel can keep the size
def same_padding(kernel: int, dilation: int = 1) -> int:
    if kernel % 2 == 0:
        raise ValueError(f"kernel {kernel} is even")
    return dilation * (kernel - 1) // 2

# --- never-raises: rounding down gives the padding of even kernels too
def same_padding(kernel: int, dilation: int = 1) -> int:
    return dilation * (kernel - 1) // 2

# --- all-of-it: what is taken away is given back at each end
def same_padding(kernel: int, dilation: int = 1) -> int:
    lost = dilation * (kernel - 1)
    if lost % 2:
        raise ValueError(f"kernel {kernel} with dilation {dilation} loses {lost}")
    return lost

# --- reach-is-product: the kernel reaches over dilation times kernel pixels
def same_padding(kernel: int, dilation: int = 1) -> int:
    reach = dilation * kernel
    if reach % 2 == 0:
        raise ValueError(f"kernel {kernel} with dilation {dilation} reaches over {reach}")
    return (reach - 1) // 2

# --- slash: an even number divided by two is whole
def same_padding(kernel: int, dilation: int = 1) -> int:
    lost = dilation * (kernel - 1)
    if lost % 2 == 1:
        raise ValueError(f"kernel {kernel} with dilation {dilation} loses {lost}")
    return lost / 2

# --- left-and-right: an odd loss is given back with one more on the right
def same_padding(kernel: int, dilation: int = 1) -> int:
    lost = dilation * (kernel - 1)
    if lost % 2:
        return lost // 2, lost - lost // 2
    return lost // 2
