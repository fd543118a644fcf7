# --- cuts-the-kernel: lets the transform cut a kernel that is too large down to the image and never raises; on a kernel larger than the image
def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    size = tuple(image.shape)
    a = torch.fft.rfft2(image, s=size)
    b = torch.fft.rfft2(kernel, s=size)
    ring = torch.fft.irfft2(a * torch.conj(b), s=size)
    H, W = size[0] - kernel.shape[0] + 1, size[1] - kernel.shape[1] + 1
    return ring[:H, :W].clone()
