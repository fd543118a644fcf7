# --- image-gradient-not-turned: slides the kernel over the padded upstream as it is; shows on kernel [[1, 10]]
def correlation_gradients(image, kernel, upstream):
    kh, kw = kernel.shape
    should = (image.shape[0] - kh + 1, image.shape[1] - kw + 1)
    if tuple(upstream.shape) != should:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, not {should}")
    padded = torch.nn.functional.pad(upstream, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(padded, kernel), cross_correlate2d(image, upstream)

# --- kernel-gradient-turned: uses true convolution for the kernel too; shows on image [[1, 2, 3]]
def correlation_gradients(image, kernel, upstream):
    should = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if tuple(upstream.shape) != should:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, not {should}")
    return convolve2d(upstream, kernel, mode="full"), convolve2d(image, upstream)

# --- pair-swapped: the kernel's gradient comes first; shows on every input
def correlation_gradients(image, kernel, upstream):
    should = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if tuple(upstream.shape) != should:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, not {should}")
    grad_image = convolve2d(upstream, kernel, mode="full")
    grad_kernel = cross_correlate2d(image, upstream)
    return grad_kernel, grad_image

# --- upstream-of-ones: the gradients of the sum of the outputs; shows on any upstream that is not all ones
def correlation_gradients(image, kernel, upstream):
    should = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if tuple(upstream.shape) != should:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, not {should}")
    ones = torch.ones_like(upstream)
    return convolve2d(ones, kernel, "full"), cross_correlate2d(image, ones)

# --- averaged-kernel-gradient: divides by the number of outputs; shows on every upstream of more than one number
def correlation_gradients(image, kernel, upstream):
    should = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if tuple(upstream.shape) != should:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, not {should}")
    return convolve2d(upstream, kernel, "full"), cross_correlate2d(image, upstream) / upstream.numel()

# --- upstream-unchecked: another shape gives gradients of other shapes or another error; shows on upstream of the image's shape
def correlation_gradients(image, kernel, upstream):
    return convolve2d(upstream, kernel, "full"), cross_correlate2d(image, upstream)

# --- counts-the-numbers-only: upstream transposed passes the check; shows on upstream (3, 2) where (2, 3) is due
def correlation_gradients(image, kernel, upstream):
    h, w = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    if upstream.numel() != h * w:
        raise ValueError(f"upstream should have {h} x {w} numbers, has {upstream.numel()}")
    upstream = upstream.reshape(h, w)
    return convolve2d(upstream, kernel, "full"), cross_correlate2d(image, upstream)

# --- overwrites-instead-of-adding: where windows overlap only the last one counts; shows on kernel [[1, 10]] and two outputs
def correlation_gradients(image, kernel, upstream):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if upstream.shape != (h, w):
        raise ValueError(f"upstream has shape {tuple(upstream.shape)}, should be {(h, w)}")
    of_image = torch.zeros_like(image)
    of_kernel = torch.zeros_like(kernel)
    for i in range(h):
        for j in range(w):
            of_image[i:i + kh, j:j + kw] = upstream[i, j] * kernel
            of_kernel += upstream[i, j] * image[i:i + kh, j:j + kw]
    return of_image, of_kernel

# --- kernel-gradient-without-upstream: the local derivative only, not times upstream; shows on any upstream that is not all ones
def correlation_gradients(image, kernel, upstream):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if upstream.shape != (h, w):
        raise ValueError(f"upstream has shape {tuple(upstream.shape)}, should be {(h, w)}")
    of_image = torch.zeros_like(image)
    of_kernel = torch.zeros_like(kernel)
    for i in range(h):
        for j in range(w):
            of_image[i:i + kh, j:j + kw] += upstream[i, j] * kernel
            of_kernel += image[i:i + kh, j:j + kw]
    return of_image, of_kernel

# --- swapped-pads: pads the upstream by the kernel's height left and right; shows on kernels that are not square
def correlation_gradients(image, kernel, upstream):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if upstream.shape != (h, w):
        raise ValueError(f"upstream has shape {tuple(upstream.shape)}, should be {(h, w)}")
    padded = torch.nn.functional.pad(upstream, (kh - 1, kh - 1, kw - 1, kw - 1))
    return cross_correlate2d(padded, torch.flip(kernel, [0, 1])), cross_correlate2d(image, upstream)

# --- message-says-nothing: the error names no size; shows on an upstream of another shape
def correlation_gradients(image, kernel, upstream):
    if upstream.shape != cross_correlate2d(image, kernel).shape:
        raise ValueError("upstream has the wrong shape")
    return convolve2d(upstream, kernel, "full"), cross_correlate2d(image, upstream)
