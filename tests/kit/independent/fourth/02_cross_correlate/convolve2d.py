# --- pad-order: gives F.pad the height first, though it wants left and right first; in full mode with a kernel that is not square
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    import torch.nn.functional as F

    turned = torch.flip(kernel, dims=(0, 1))
    if mode == "full":
        kh, kw = kernel.shape
        image = F.pad(image, (kh - 1, kh - 1, kw - 1, kw - 1))
    elif mode != "valid":
        raise ValueError(f"unknown mode {mode!r}")
    return cross_correlate2d(image, turned)


# --- swaps-like-numpy: takes the larger of the two as the image, as np.convolve does; in valid mode with a kernel larger than the image
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode == "valid":
        if kernel.shape[0] >= image.shape[0] and kernel.shape[1] >= image.shape[1]:
            image, kernel = kernel, image  # convolution commutes
        return cross_correlate2d(image, kernel.flip(0).flip(1))
    if mode == "full":
        (H, W), (kh, kw) = image.shape, kernel.shape
        out = torch.zeros(H + kh - 1, W + kw - 1, dtype=image.dtype, device=image.device)
        for i in range(kh):
            for j in range(kw):
                out[i : i + H, j : j + W] += image * kernel[i, j]
        return out
    raise ValueError("mode must be 'valid' or 'full', not " + repr(mode))


# --- same-too: also knows MATLAB's mode "same" and gives its middle part; with mode="same", which must raise
def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    H, W = image.shape
    if mode not in ("full", "same", "valid"):
        raise ValueError(f"mode {mode} is not known")
    flipped = kernel.rot90(2)
    if mode == "valid":
        return cross_correlate2d(image, flipped)
    padded = image.new_zeros((H + 2 * (kh - 1), W + 2 * (kw - 1)))
    padded[kh - 1 : kh - 1 + H, kw - 1 : kw - 1 + W] = image
    full = cross_correlate2d(padded, flipped)
    if mode == "same":
        top, left = kh // 2, kw // 2
        return full[top : top + H, left : left + W]
    return full
