# --- odd-width-forgotten: lets irfft2 guess the width, which it takes for even
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel ({kh}, {kw}) on image ({H}, {W})")
    a = torch.fft.rfft2(image)
    b = torch.fft.rfft2(kernel, s=(H, W))
    out = torch.fft.irfft2(a * torch.conj(b))
    return out[: H - kh + 1, : W - kw + 1].clone()


# --- magnitude: takes the absolute value of what comes back, to get rid of the imaginary part
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit image {H}x{W}")
    spec = torch.fft.fft2(image) * torch.conj(torch.fft.fft2(kernel, s=(H, W)))
    return torch.abs(torch.fft.ifft2(spec))[: H - kh + 1, : W - kw + 1].clone()


# --- unchecked: no size is compared; s=(H, W) silently cuts a kernel that is too large
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    a = torch.fft.rfft2(image, s=(H, W))
    b = torch.fft.rfft2(kernel, s=(H, W))
    return torch.fft.irfft2(a * b.conj(), s=(H, W))[: H - kh + 1, : W - kw + 1].clone()


# --- numpy: goes through numpy's transforms, which are not those of torch
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    import numpy as np

    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} larger than image {H}x{W}")
    a = np.fft.fft2(image.cpu().numpy())
    b = np.fft.fft2(kernel.cpu().numpy(), s=(H, W))
    out = np.fft.ifft2(a * np.conj(b)).real[: H - kh + 1, : W - kw + 1]
    return torch.tensor(np.ascontiguousarray(out), dtype=image.dtype, device=image.device)


# --- image-conjugated-uncropped: two mistakes, the image's transform is conjugated instead of the kernel's, and nothing is cropped
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel {tuple(kernel.shape)}, image {tuple(image.shape)}")
    s = tuple(image.shape)
    return torch.fft.irfft2(torch.fft.rfft2(image).conj() * torch.fft.rfft2(kernel, s=s), s=s)
