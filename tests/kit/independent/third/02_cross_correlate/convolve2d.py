# --- upside-down-only: turns the kernel upside down and not left to right
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kernel = torch.flip(kernel, dims=[0])
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    elif mode != "valid":
        raise ValueError(f"unknown mode {mode}")
    return cross_correlate2d(image, kernel)


# --- pads-height-first: F.pad gets the rows first, as numpy.pad wants them
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    import torch.nn.functional as F

    kh, kw = kernel.shape
    if mode == "valid":
        return cross_correlate2d(image, kernel.flip(0, 1))
    if mode == "full":
        padded = F.pad(image, (kh - 1, kh - 1, kw - 1, kw - 1))
        return cross_correlate2d(padded, kernel.flip(0, 1))
    raise ValueError(f"mode must be 'valid' or 'full', not {mode!r}")


# --- size-check-first: refuses a kernel larger than the image before it looks at the mode
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    flipped = kernel.flip(0, 1)
    if mode == "valid":
        return cross_correlate2d(image, flipped)
    elif mode == "full":
        return cross_correlate2d(
            torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1)), flipped
        )
    else:
        raise ValueError(f"unknown mode: {mode}")


# --- swaps-the-two: exchanges image and kernel where the kernel is larger, since convolution commutes
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(mode)
    if kernel.shape[0] > image.shape[0] and kernel.shape[1] > image.shape[1]:
        image, kernel = kernel, image
    if mode == "full":
        h, w = kernel.shape
        image = torch.nn.functional.pad(image, (w - 1, w - 1, h - 1, h - 1))
    return cross_correlate2d(image, torch.flip(kernel, (0, 1)))


# --- crop-by-minus: gets "valid" out of the full one with full[kh-1:-(kh-1)], which is empty for a kernel of one row
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f"mode={mode}")
    H, W = image.shape
    kh, kw = kernel.shape
    full = torch.zeros(H + kh - 1, W + kw - 1, dtype=image.dtype, device=image.device)
    for m in range(kh):
        for n in range(kw):
            full[m : m + H, n : n + W] += image * kernel[m, n]
    if mode == "full":
        return full
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    return full[kh - 1 : -(kh - 1), kw - 1 : -(kw - 1)].clone()


# --- pads-a-whole-kernel: two mistakes, puts kh and kw zeros around, and the message for another mode does not name it
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    k = kernel.flip(0).flip(1)
    if mode == "valid":
        return cross_correlate2d(image, k)
    if mode == "full":
        return cross_correlate2d(torch.nn.functional.pad(image, (kw, kw, kh, kh)), k)
    raise ValueError("mode must be one of the two")
