# --- not-turned: the kernel slides over upstream as it is
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    padded = torch.nn.functional.pad(upstream, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(padded, kernel), cross_correlate2d(image, upstream)

# --- both-turned: both gradients are convolutions
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    return convolve2d(upstream, kernel, mode="full"), convolve2d(image, upstream)

# --- kernel-first: the weights' gradient comes first, since that is what one learns with
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    grad_kernel = cross_correlate2d(image, upstream)
    grad_image = convolve2d(upstream, kernel, "full")
    return grad_kernel, grad_image

# --- unchecked: upstream always has the right shape
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    return convolve2d(upstream, kernel, mode="full"), cross_correlate2d(image, upstream)

# --- pixel-overwritten: each output sets the gradient of the pixels under it
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    if tuple(upstream.shape) != (out_h, out_w):
        raise ValueError(f"upstream must be {(out_h, out_w)}, not {tuple(upstream.shape)}")
    d_image, d_kernel = torch.zeros_like(image), torch.zeros_like(kernel)
    for i in range(out_h):
        for j in range(out_w):
            d_image[i : i + kh, j : j + kw] = upstream[i, j] * kernel
            d_kernel += upstream[i, j] * image[i : i + kh, j : j + kw]
    return d_image, d_kernel

# --- mean-over-positions: a shared weight gets the mean of what its positions say
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    of_kernel = cross_correlate2d(image, upstream) / upstream.numel()
    return convolve2d(upstream, kernel, mode="full"), of_kernel

# --- as-many-numbers: it is enough if upstream has as many numbers as the output
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.numel() != size[0] * size[1]:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    upstream = upstream.reshape(size)
    return convolve2d(upstream, kernel, mode="full"), cross_correlate2d(image, upstream)

# --- shape-of-image: upstream is as large as the image
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    if upstream.shape != image.shape:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, the image {tuple(image.shape)}")
    return convolve2d(upstream, kernel, mode="full"), cross_correlate2d(image, upstream)

# --- upstream-is-one: the gradient of the kernel is the sum of the pixels it met
def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    of_kernel = cross_correlate2d(image, torch.ones_like(upstream))
    return convolve2d(upstream, kernel, mode="full"), of_kernel
