# --- turned: turns the kernel first, as scipy's convolve2d does
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    kh, kw = kernel.shape
    H, W = image.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} is larger than the image {H}x{W}")
    k = torch.flip(kernel, [0, 1])
    out = image.new_zeros(H - kh + 1, W - kw + 1)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * k).sum()
    return out


# --- last-window-lost: range(H - kh) leaves the last row and column of positions at zero
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw}, image {H}x{W}")
    result = torch.zeros((H - kh + 1, W - kw + 1), dtype=image.dtype, device=image.device)
    for i in range(H - kh):
        for j in range(W - kw):
            result[i, j] = torch.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


# --- single-precision: collects the sums in torch.zeros, which is float32
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel ({kh}, {kw}) does not fit on image ({H}, {W})")
    out = torch.zeros(H - kh + 1, W - kw + 1)
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            out[i, j] = torch.sum(image[i : i + kh, j : j + kw] * kernel)
    return out


# --- left-to-torch: does not look at the sizes, torch complains with a RuntimeError by itself
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    kh, kw = kernel.shape
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return (windows * kernel).sum(dim=(-2, -1))


# --- area-compared: compares how many numbers the two have, not their sides
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    if kernel.numel() > image.numel():
        raise ValueError(f"kernel {tuple(kernel.shape)} larger than image {tuple(image.shape)}")
    oh = image.shape[0] - kernel.shape[0] + 1
    ow = image.shape[1] - kernel.shape[1] + 1
    out = torch.zeros(max(oh, 0), max(ow, 0), dtype=image.dtype, device=image.device)
    for i in range(oh):
        for j in range(ow):
            out[i, j] = (image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel).sum()
    return out


# --- square-window: two mistakes, the window is kh by kh, and the message shows no size
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    k = kernel.shape[0]
    if k > H or k > W:
        raise ValueError("the kernel is larger than the image")
    rows = []
    for i in range(H - k + 1):
        rows.append([(image[i : i + k, j : j + k] * kernel).sum() for j in range(W - k + 1)])
    return torch.stack([torch.stack(r) for r in rows])
