# --- flips-the-kernel: the textbook's convolution; shows on any kernel that is not symmetric
def cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    out = torch.zeros(H - kh + 1, W - kw + 1, dtype=image.dtype, device=image.device)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for m in range(kh):
                for n in range(kw):
                    out[i, j] += image[i + m, j + n] * kernel[kh - 1 - m, kw - 1 - n]
    return out

# --- one-window-missing: the size is H-kh by W-kw; shows on every input
def cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    out = image.new_zeros((H - kh, W - kw))
    for i in range(H - kh):
        for j in range(W - kw):
            out[i, j] = (image[i:i + kh, j:j + kw] * kernel).sum()
    return out

# --- single-precision-out: torch.zeros is float32, so float64 is lost; shows on float64
def cross_correlate2d(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if h < 1 or w < 1:
        raise ValueError(f"kernel {tuple(kernel.shape)} does not fit image {tuple(image.shape)}")
    result = torch.zeros(h, w)
    for i in range(h):
        for j in range(w):
            result[i, j] = torch.sum(image[i:i+kh, j:j+kw] * kernel)
    return result

# --- compares-the-areas: refuses only a kernel with more pixels than the image; shows on 3x10 image with 5x2 kernel
def cross_correlate2d(image, kernel):
    if kernel.numel() > image.numel():
        raise ValueError(f"kernel {tuple(kernel.shape)} too large for {tuple(image.shape)}")
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = image.new_zeros(max(h, 0), max(w, 0))
    for i in range(h):
        for j in range(w):
            out[i, j] = (image[i:i+kh, j:j+kw] * kernel).sum()
    return out

# --- sums-the-wrong-axes: adds up over the positions instead of the window; shows on every input that is not tiny
def cross_correlate2d(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError(f"{kh}x{kw} does not fit {tuple(image.shape)}")
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return (windows * kernel).sum(dim=(0, 1))

# --- same-size-by-habit: pads with zeros so that the size stays; shows on every kernel larger than 1x1
def cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel of {kh}x{kw} on an image of {H}x{W}")
    padded = torch.zeros(H + kh - 1, W + kw - 1, dtype=image.dtype, device=image.device)
    padded[kh // 2:kh // 2 + H, kw // 2:kw // 2 + W] = image
    out = torch.zeros_like(image)
    for i in range(H):
        for j in range(W):
            out[i, j] = (padded[i:i + kh, j:j + kw] * kernel).sum()
    return out

# --- not-checked: a kernel that does not fit gives torch's own RuntimeError; shows on 3x4 image with 5x2 kernel
def cross_correlate2d(image, kernel):
    kh, kw = kernel.shape
    w = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return torch.einsum("ijmn,mn->ij", w, kernel)

# --- same-size-refused: a kernel as large as the image is refused too; shows on 3x3 image with 3x3 kernel
def cross_correlate2d(image, kernel):
    kh, kw = kernel.shape
    H, W = image.shape
    if kh >= H or kw >= W:
        raise ValueError(f"kernel {kh}x{kw} too large for {H}x{W}")
    return torch.einsum("ijmn,mn->ij", image.unfold(0, kh, 1).unfold(1, kw, 1), kernel)

# --- height-and-width-mixed-up: unpacks the kernel's shape as (width, height), as in image libraries; shows on kernels that are not square
def cross_correlate2d(image, kernel):
    W, H = image.shape
    kw, kh = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh} {kw} larger than image {H} {W}")
    out = torch.zeros(H - kh + 1, W - kw + 1, dtype=image.dtype, device=image.device)
    for y in range(H - kh + 1):
        for x in range(W - kw + 1):
            out[y, x] = (image[x:x + kw, y:y + kh] * kernel).sum()
    return out
