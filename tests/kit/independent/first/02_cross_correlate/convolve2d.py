# --- no-turn: cross-correlation under another name; shows on kernel [[1, 10]]
def convolve2d(image, kernel, mode="valid"):
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    elif mode != "valid":
        raise ValueError(f"unknown mode {mode}")
    return cross_correlate2d(image, kernel)

# --- mirrored-not-turned: flips the rows only; shows on kernel [[1, 2], [3, 4]]
def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"unknown mode {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0))

# --- quarter-turn: rot90 once, so a kernel that is not square changes shape; shows on kernel [[1, 2, 3], [4, 5, 6]]
def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"unknown mode {mode}")
    turned = torch.rot90(kernel)
    if mode == "full":
        kh, kw = turned.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, turned)

# --- transposed-kernel: takes the transpose for a turn by 180 degrees; shows on kernel [[1, 2], [3, 4]]
def convolve2d(image, kernel, mode="valid"):
    if mode == "valid":
        return cross_correlate2d(image, kernel.T)
    if mode == "full":
        kh, kw = kernel.T.shape
        padded = image.new_zeros(image.shape[0] + 2 * (kh - 1), image.shape[1] + 2 * (kw - 1))
        padded[kh - 1:kh - 1 + image.shape[0], kw - 1:kw - 1 + image.shape[1]] = image
        return cross_correlate2d(padded, kernel.T)
    raise ValueError(f"mode {mode!r}")

# --- pad-order-swapped: F.pad starts with the last dimension, this starts with the first; shows on "full" with a kernel that is not square
def convolve2d(image, kernel, mode="valid"):
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kh - 1, kh - 1, kw - 1, kw - 1))
    elif mode != "valid":
        raise ValueError("mode must be valid or full, not " + str(mode))
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- pads-by-the-whole-kernel: "full" is two rows and columns too large; shows on every "full"
def convolve2d(image, kernel, mode="valid"):
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw, kw, kh, kh))
    elif mode != "valid":
        raise ValueError("mode must be valid or full, not " + str(mode))
    return cross_correlate2d(image, kernel.flip(0, 1))

# --- full-refuses-large-kernels: the check of "valid" stands before the mode; shows on "full" with a 1x1 image
def convolve2d(image, kernel, mode="valid"):
    if mode not in ["valid", "full"]:
        raise ValueError(f"mode {mode} is not known")
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError(f"kernel {kh}x{kw} larger than image {image.shape[0]}x{image.shape[1]}")
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, torch.flip(kernel, [0, 1]))

# --- swaps-as-numpy-does: in "valid" the larger of the two is taken for the image; shows on a kernel larger than the image
def convolve2d(image, kernel, mode="valid"):
    if mode not in ["valid", "full"]:
        raise ValueError(f"mode {mode} is not known")
    if kernel.numel() > image.numel():
        image, kernel = kernel, image
    kh, kw = kernel.shape
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, torch.flip(kernel, [0, 1]))

# --- any-other-mode-is-full: an unknown mode is not refused; shows on mode="same"
def convolve2d(image, kernel, mode="valid"):
    flipped = torch.flip(kernel, (0, 1))
    if mode == "valid":
        return cross_correlate2d(image, flipped)
    kh, kw = kernel.shape
    return cross_correlate2d(torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1)), flipped)

# --- same-as-in-scipy: accepts "same" beside the two; shows on mode="same"
def convolve2d(image, kernel, mode="valid"):
    flipped = torch.flip(kernel, (0, 1))
    kh, kw = kernel.shape
    if mode == "valid":
        return cross_correlate2d(image, flipped)
    full = cross_correlate2d(torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1)), flipped)
    if mode == "full":
        return full
    if mode == "same":
        top, left = (kh - 1) // 2, (kw - 1) // 2
        return full[top:top + image.shape[0], left:left + image.shape[1]].clone()
    raise ValueError(f"mode {mode}")

# --- full-by-default: the default mode is that of scipy; shows on a call without mode
def convolve2d(image, kernel, mode="full"):
    if mode not in ("valid", "full"):
        raise ValueError(f"mode {mode!r} unknown")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip((0, 1)))

# --- image-turned-instead: turns the image, so the result stands on its head; shows on every image that is not symmetric
def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"mode {mode!r} unknown")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image.flip((0, 1)), kernel)
