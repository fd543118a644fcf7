# --- no-conjugate: the product of two transforms is the cross-correlation
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size)
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

# --- image-conjugated: it does not matter which of the two is conjugated
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.rfft2(image, s=size).conj() * torch.fft.rfft2(kernel, s=size)
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

# --- odd-width: irfft2 knows the size it came from
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    a = torch.fft.rfft2(image)
    b = torch.fft.rfft2(kernel, s=image.shape)
    return torch.fft.irfft2(a * torch.conj(b))[:out_h, :out_w]

# --- first-ones-cut: the answers that wrapped around come first
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.fft2(image, s=size) * torch.fft.fft2(kernel, s=size).conj()
    return torch.fft.ifft2(product).real[kh - 1 :, kw - 1 :]

# --- magnitude: the absolute value of the way back is the result
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.fft2(image) * torch.fft.fft2(kernel, s=size).conj()
    return torch.fft.ifft2(product).abs()[:out_h, :out_w]

# --- still-complex: the way back from complex numbers gives the numbers of the result
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    product = torch.fft.fft2(image) * torch.fft.fft2(kernel, s=(height, width)).conj()
    return torch.fft.ifft2(product)[:out_h, :out_w]

# --- ortho: the transforms are to keep lengths, so all three are normalised in the same way
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    size, norm = (height, width), "ortho"
    product = torch.fft.rfft2(image, s=size, norm=norm)
    product = product * torch.fft.rfft2(kernel, s=size, norm=norm).conj()
    return torch.fft.irfft2(product, s=size, norm=norm)[:out_h, :out_w]

# --- padded-both: to be safe the ring gets room for the kernel, and the result is as long as a full one
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    count_positions(height, kh), count_positions(width, kw)
    size = (height + kh - 1, width + kw - 1)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)

# --- cut-to-size: the transform brings a kernel of any size to the size of the image
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = (height, width)
    spectrum = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    result = torch.fft.irfft2(spectrum, s=size)
    return result[: max(height - kh + 1, 1), : max(width - kw + 1, 1)]
