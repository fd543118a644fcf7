# --- compares-areas: asks whether the kernel has more numbers than the image; on a kernel that is too tall or too wide but has fewer
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    if kernel.numel() > image.numel():
        raise ValueError(f"kernel {tuple(kernel.shape)} larger than image {tuple(image.shape)}")
    H, W = image.shape
    kh, kw = kernel.shape
    out = image.new_zeros(H - kh + 1, W - kw + 1)
    for m in range(kh):
        for n in range(kw):
            out += kernel[m, n] * image[m : m + out.shape[0], n : n + out.shape[1]]
    return out


# --- single-precision: collects the sums in a default tensor, which is float32; on float64
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H:
        raise ValueError(f"kernel height {kh} > image height {H}")
    if kw > W:
        raise ValueError(f"kernel width {kw} > image width {W}")
    result = torch.zeros(H - kh + 1, W - kw + 1)
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            window = image[i : i + kh, j : j + kw]
            result[i, j] = (window * kernel).sum()
    return result
