# --- convolved: takes convolve2d, which turns the Sobel and so changes its sign
def vertical_edges(image: Tensor) -> Tensor:
    sobel = torch.tensor(
        [[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]], dtype=image.dtype, device=image.device
    )
    return convolve2d(image, sobel)


# --- same-size: pads by one so that the edges are as large as the image
def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(torch.nn.functional.pad(image, (1, 1, 1, 1)), sobel)


# --- prewitt-and-scaled: two mistakes, the middle row weighs 1, and the sum is divided by its weights
def vertical_edges(image: Tensor) -> Tensor:
    kernel = torch.tensor([[-1, 0, 1]] * 3, dtype=image.dtype, device=image.device)
    return cross_correlate2d(image, kernel) / 3
