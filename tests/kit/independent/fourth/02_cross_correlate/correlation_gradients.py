# --- overwrites-shared-pixels: writes each output's share into the image's gradient instead of adding it; where windows overlap
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if upstream.shape != (oh, ow):
        raise ValueError(f"upstream is {tuple(upstream.shape)}, should be {(oh, ow)}")
    d_image = torch.zeros_like(image)
    d_kernel = torch.zeros_like(kernel)
    for i in range(oh):
        for j in range(ow):
            d_kernel += upstream[i, j] * image[i : i + kh, j : j + kw]
            d_image[i : i + kh, j : j + kw] = upstream[i, j] * kernel
    return d_image, d_kernel


# --- counts-upstream: only asks whether upstream has as many numbers as the output; on an upstream that is turned on its side
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    H, W = image.shape
    kh, kw = kernel.shape
    shape = (H - kh + 1, W - kw + 1)
    if upstream.numel() != shape[0] * shape[1]:
        raise ValueError(f"upstream must be {shape}, got {tuple(upstream.shape)}")
    up = upstream.reshape(shape)
    of_image = convolve2d(up, kernel, mode="full")
    of_kernel = cross_correlate2d(image, up)
    return of_image, of_kernel
