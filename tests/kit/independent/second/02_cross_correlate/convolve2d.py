# --- left-to-right-only: the kernel is turned left to right
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, torch.fliplr(kernel))

# --- quarter-turn: rot90 turns by the right angle
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    turned = torch.rot90(kernel)
    kh, kw = turned.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, turned)

# --- transposed: the two indices of the kernel change places, that is the turn
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    kernel = kernel.T
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel)

# --- half-of-kernel: full means padding by half of the kernel
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw // 2, kw // 2, kh // 2, kh // 2))
    elif mode != "valid":
        raise ValueError(f"mode {mode!r} is not known")
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- padding-too-wide: the whole kernel must have room beside the image
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw, kw, kh, kh))
    elif mode != "valid":
        raise ValueError(f"mode {mode!r} is not known")
    return cross_correlate2d(image, kernel.flip((0, 1)))

# --- pad-order: F.pad wants top and bottom first
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kh - 1, kh - 1, kw - 1, kw - 1))
    elif mode != "valid":
        raise ValueError(f"mode {mode!r} is not known")
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- padding-at-one-end: kw - 1 more columns are needed in all, so they go to the left, and the rows to the top
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, 0, kh - 1, 0))
    elif mode != "valid":
        raise ValueError(f"mode {mode!r} is not known")
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- else-is-valid: whatever is not full is valid
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    turned = kernel.flip(0, 1)
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
        return cross_correlate2d(image, turned)
    else:
        return cross_correlate2d(image, turned)

# --- same-is-a-mode: there are three modes, as in scipy
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    F = torch.nn.functional
    if mode == "full":
        image = F.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    elif mode == "same":
        image = F.pad(image, (kw // 2, (kw - 1) // 2, kh // 2, (kh - 1) // 2))
    elif mode != "valid":
        raise ValueError(f"mode {mode!r} is not known")
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- smaller-one-slides: convolution commutes, so the smaller of the two slides over the larger, as in numpy
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        image, kernel = kernel, image
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- image-turned: it does not matter which of the two is turned
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    elif mode != "valid":
        raise ValueError(f"mode {mode!r} is not known")
    return cross_correlate2d(image.flip(0, 1), kernel)

# --- full-must-fit-too: a kernel larger than the image raises in both modes
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    (H, W), (kh, kw) = image.shape, kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} is larger than image {H}x{W}")
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- full-not-turned: the padding of full makes the turn unnecessary
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode == "valid":
        return cross_correlate2d(image, kernel.flip(0, 1))
    if mode == "full":
        kh, kw = kernel.shape
        padded = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
        return cross_correlate2d(padded, kernel)
    raise ValueError(f"mode must be valid or full, got {mode}")

# --- full-by-default: full is the default, as in numpy.convolve
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "full") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f'mode must be "valid" or "full", not {mode!r}')
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))
