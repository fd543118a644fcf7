# --- no-conjugate: the product of the transforms is a convolution; shows on any kernel that is not symmetric
def fft_cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    out = torch.fft.ifft2(torch.fft.fft2(image) * torch.fft.fft2(kernel, s=(H, W))).real
    return out[kh - 1:, kw - 1:].clone()

# --- wrapped-part-kept: gives the whole ring, of the image's size; shows on every kernel larger than 1x1
def fft_cross_correlate2d(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel {tuple(kernel.shape)} larger than image {tuple(image.shape)}")
    f = torch.fft.fft2(image) * torch.fft.fft2(kernel, s=image.shape).conj()
    return torch.fft.ifft2(f).real

# --- wrong-corner: cuts off the beginning where the end has wrapped; shows on every kernel larger than 1x1
def fft_cross_correlate2d(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError(f"kernel {kh}x{kw} larger than image {tuple(image.shape)}")
    f = torch.fft.fft2(image) * torch.fft.fft2(kernel, s=image.shape).conj()
    return torch.fft.ifft2(f).real[kh - 1:, kw - 1:].clone()

# --- stays-complex: the imaginary part is not dropped; shows on every input
def fft_cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    f = torch.fft.fft2(image) * torch.conj(torch.fft.fft2(kernel, s=(H, W)))
    return torch.fft.ifft2(f)[:H - kh + 1, :W - kw + 1]

# --- odd-width-lost: irfft2 without the size gives an even width; shows on an image of odd width with a 1-wide kernel
def fft_cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    f = torch.fft.rfft2(image) * torch.fft.rfft2(kernel, s=(H, W)).conj()
    return torch.fft.irfft2(f)[:H - kh + 1, :W - kw + 1].clone()

# --- rounded: rounds to whole numbers, as the example in the docstring seems to; shows on images that are not whole numbers
def fft_cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    f = torch.fft.fft2(image) * torch.fft.fft2(kernel, s=(H, W)).conj()
    return torch.fft.ifft2(f).real[:H - kh + 1, :W - kw + 1].round()

# --- image-conjugated: the conjugate stands on the wrong side, so the result runs backwards; shows on every image
def fft_cross_correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    f = torch.fft.fft2(image).conj() * torch.fft.fft2(kernel, s=(H, W))
    return torch.fft.ifft2(f).real[:H - kh + 1, :W - kw + 1].clone()
