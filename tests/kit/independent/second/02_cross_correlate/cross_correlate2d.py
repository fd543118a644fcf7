# --- turned: cross-correlation is convolution, and so the kernel is turned first
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    turned = kernel.flip(0).flip(1)
    result = image.new_zeros(out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            result[i, j] = (image[i : i + kh, j : j + kw] * turned).sum()
    return result

# --- last-place-missing: the kernel can travel H - kh steps, so there are H - kh places
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"{kh}x{kw} does not fit {height}x{width}")
    result = image.new_zeros(height - kh, width - kw)
    for i in range(height - kh):
        for j in range(width - kw):
            result[i, j] = torch.sum(image[i : i + kh, j : j + kw] * kernel)
    return result

# --- indices-of-kernel-swapped: the kernel is read with its column first
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = image.new_zeros(out_h, out_w)
    for m in range(kh):
        for n in range(kw):
            result += image[m : m + out_h, n : n + out_w] * kernel[n, m]
    return result

# --- as-large-as-the-image: the result is as large as the image, what the kernel does not reach stays zero
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = torch.zeros_like(image)
    for i in range(out_h):
        for j in range(out_w):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result

# --- averaged: the products of a window are averaged
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    assert windows.shape[:2] == (out_h, out_w)
    return (windows * kernel).mean(dim=(-2, -1))

# --- both-too-large: a kernel does not fit if it is higher and wider than the image
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H and kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit the image {H}x{W}")
    out = image.new_zeros(max(H - kh + 1, 0), max(W - kw + 1, 0))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return out

# --- equal-is-too-large: a kernel must be smaller than the image
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh >= H or kw >= W:
        raise ValueError(f"kernel {kh}x{kw} does not fit the image {H}x{W}")
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return (windows * kernel).sum(dim=(2, 3))

# --- default-dtype: torch.zeros takes the dtype of what is written into it
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = torch.zeros(out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result

# --- mean-removed: a template is compared with the window after its mean brightness is taken away
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    count_positions(height, kh), count_positions(width, kw)
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    windows = windows - windows.mean(dim=(-2, -1), keepdim=True)
    return torch.einsum("ijmn,mn->ij", windows, kernel)

# --- last-column-of-kernel: a range that ends with kw - 1 goes over all kw columns of the kernel
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = image.new_zeros(out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            total = 0.0
            for m in range(kh):
                for n in range(max(kw - 1, 1)):
                    total = total + image[i + m, j + n] * kernel[m, n]
            result[i, j] = total
    return result

# --- matrix-product: multiply and add up is what @ does
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = image.new_zeros(out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            patch = image[i : i + kh, j : j + kw]
            result[i, j] = (patch @ kernel.T).sum()
    return result

# --- memory-in-order: the rows of an image lie one after the other in memory
def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    windows = image.as_strided((*size, kh, kw), (width, 1, width, 1))
    return torch.tensordot(windows, kernel, dims=2)
