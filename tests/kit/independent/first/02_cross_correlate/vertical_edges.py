# --- horizontal-edges: the Sobel kernel of the other direction; shows on the white square
def vertical_edges(image):
    k = torch.tensor([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], dtype=image.dtype, device=image.device)
    return cross_correlate2d(image, k)

# --- by-true-convolution: the kernel is turned, so the sign is the other one; shows on the white square
def vertical_edges(image):
    k = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype, device=image.device)
    return convolve2d(image, k)

# --- strength-only: gives the absolute value; shows on the white square
def vertical_edges(image):
    k = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype, device=image.device)
    return cross_correlate2d(image, k).abs()

# --- prewitt: the middle row counts once only; shows on the white square
def vertical_edges(image):
    kernel = torch.tensor([[-1.0, 0, 1]] * 3).to(image)
    return cross_correlate2d(image, kernel)

# --- keeps-the-size: pads by one first; shows on every image
def vertical_edges(image):
    k = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).to(image)
    return cross_correlate2d(torch.nn.functional.pad(image, (1, 1, 1, 1)), k)

# --- float-first: turns the image into float32; shows on float64
def vertical_edges(image):
    k = torch.tensor([[-1., 0., 1.], [-2., 0., 2.], [-1., 0., 1.]])
    return cross_correlate2d(image.float(), k)

# --- divided-by-eight: normalised as image programs do; shows on the white square
def vertical_edges(image):
    k = torch.tensor([[-1., 0., 1.], [-2., 0., 2.], [-1., 0., 1.]]).to(image) / 8
    return cross_correlate2d(image, k)
