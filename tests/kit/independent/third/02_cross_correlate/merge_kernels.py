# --- kronecker: every weight of the first times the whole second, side by side instead of overlapping
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    return torch.kron(first, second)


# --- overwrites: puts the products at m + n with = instead of +=
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    h1, w1 = first.shape
    h2, w2 = second.shape
    out = torch.zeros(h1 + h2 - 1, w1 + w2 - 1, dtype=first.dtype, device=first.device)
    for a in range(h1):
        for b in range(w1):
            for c in range(h2):
                for d in range(w2):
                    out[a + c, b + d] = first[a, b] * second[c, d]
    return out


# --- turned-result: both kernels are turned first, so the merged kernel comes out turned
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    return convolve2d(first.flip(0, 1), second.flip(0, 1), mode="full")


# --- ring-too-small: multiplies the transforms at the size of the larger kernel, where the ends wrap around
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    H = max(first.shape[0], second.shape[0])
    W = max(first.shape[1], second.shape[1])
    spectrum = torch.fft.rfft2(first, s=(H, W)) * torch.fft.rfft2(second, s=(H, W))
    ring = torch.fft.irfft2(spectrum, s=(H, W))
    out = torch.zeros(
        first.shape[0] + second.shape[0] - 1,
        first.shape[1] + second.shape[1] - 1,
        dtype=first.dtype,
        device=first.device,
    )
    out[:H, :W] = ring
    return out
