# --- kernel-gradient-turned: convolves the image with upstream, so the kernel's gradient comes out turned
def correlation_gradients(image, kernel, upstream):
    out_shape = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if tuple(upstream.shape) != out_shape:
        raise ValueError(f"expected {out_shape}, got {tuple(upstream.shape)}")
    d_image = convolve2d(upstream, kernel, mode="full")
    d_kernel = convolve2d(image, upstream, mode="valid")
    return d_image, d_kernel


# --- kernel-first: returns the pair in the order (kernel, image)
def correlation_gradients(image, kernel, upstream):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if upstream.shape[0] != oh or upstream.shape[1] != ow:
        raise ValueError(f"upstream must be {oh}x{ow}")
    dx = torch.zeros_like(image)
    dk = torch.zeros_like(kernel)
    for i in range(oh):
        for j in range(ow):
            dx[i : i + kh, j : j + kw] += kernel * upstream[i, j]
            dk += image[i : i + kh, j : j + kw] * upstream[i, j]
    return dk, dx


# --- average-over-positions: divides the kernel's gradient by the number of positions, like a batch mean
def correlation_gradients(image, kernel, upstream):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if tuple(upstream.shape) != (oh, ow):
        raise ValueError(f"upstream {tuple(upstream.shape)} instead of {(oh, ow)}")
    of_image = convolve2d(upstream, kernel, "full")
    of_kernel = cross_correlate2d(image, upstream) / (oh * ow)
    return of_image, of_kernel


# --- small-differences: nudges each number by a millionth and divides, which float32 cannot resolve
def correlation_gradients(image, kernel, upstream):
    want = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if tuple(upstream.shape) != want:
        raise ValueError(f"upstream {tuple(upstream.shape)}, should be {want}")
    eps = 1e-6

    def loss(a, b):
        return (cross_correlate2d(a, b) * upstream).sum()

    grads = []
    for which in (0, 1):
        base = [image.clone(), kernel.clone()]
        g = torch.zeros_like(base[which])
        for idx in torch.cartesian_prod(*(torch.arange(n) for n in g.shape)).tolist():
            old = base[which][tuple(idx)].item()
            base[which][tuple(idx)] = old + eps
            up = loss(*base)
            base[which][tuple(idx)] = old - eps
            down = loss(*base)
            base[which][tuple(idx)] = old
            g[tuple(idx)] = (up - down) / (2 * eps)
        grads.append(g)
    return tuple(grads)


# --- transposed-kernel: "transposed convolution" taken at its word, with kernel.T
def correlation_gradients(image, kernel, upstream):
    want = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if tuple(upstream.shape) != want:
        raise ValueError(f"upstream {tuple(upstream.shape)} is not {want}")
    kt = kernel.T
    h, w = kt.shape
    padded = torch.nn.functional.pad(upstream, (w - 1, w - 1, h - 1, h - 1))
    return cross_correlate2d(padded, kt), cross_correlate2d(image, upstream)


# --- scatter-without-upstream: two mistakes, the image's share is added without upstream, and the shape is compared with the image's
def correlation_gradients(image, kernel, upstream):
    if upstream.shape[0] > image.shape[0] or upstream.shape[1] > image.shape[1]:
        raise ValueError(f"upstream {tuple(upstream.shape)} too large")
    kh, kw = kernel.shape
    d_image = torch.zeros_like(image)
    d_kernel = torch.zeros_like(kernel)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            d_image[i : i + kh, j : j + kw] += kernel
            d_kernel += upstream[i, j] * image[i : i + kh, j : j + kw]
    return d_image, d_kernel
