# --- horizontal: the differences are taken from row to row
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    return cross_correlate2d(image, sobel)

# --- convolved: a filter is applied by convolution
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return convolve2d(image, sobel)

# --- strength-only: the strength of an edge has no sign
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return torch.abs(cross_correlate2d(image, sobel))

# --- prewitt: all rows of the kernel are -1 0 1
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1]] * 3)
    return cross_correlate2d(image, sobel)

# --- size-kept: the answer is as large as the picture
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(torch.nn.functional.pad(image, (1, 1, 1, 1)), sobel)

# --- normalised: the weights are divided by their sum of absolute values, as image libraries do
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    sobel = sobel / sobel.abs().sum()
    return cross_correlate2d(image, sobel)

# --- magnitude: the Sobel operator takes both directions together
def vertical_edges(image: Tensor) -> Tensor:
    gx = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    horizontal, vertical = cross_correlate2d(image, gx), cross_correlate2d(image, gx.T)
    return (horizontal**2 + vertical**2).sqrt()

# --- no-darkness: a picture cannot be negative, so what is below zero is black
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel).clamp(min=0)
