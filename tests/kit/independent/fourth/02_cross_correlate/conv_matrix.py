# --- height-as-row-length: reckons the place of a pixel in the flat image with the height; on images that are not square
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} does not fit {height}x{width}")
    rows, cols = height - kh + 1, width - kw + 1
    M = torch.zeros(rows * cols, height * width, dtype=kernel.dtype, device=kernel.device)
    for i in range(rows):
        for j in range(cols):
            for m in range(kh):
                for n in range(kw):
                    M[i * cols + j, (i + m) * height + (j + n)] = kernel[m, n]
    return M


# --- rolls-by-the-row: each row is the one above moved by one, also where the window jumps to the next image row; with a kernel wider than one pixel and two rows of positions
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    if kh > height:
        raise ValueError(f"kernel is {kh} tall, image only {height}")
    if kw > width:
        raise ValueError(f"kernel is {kw} wide, image only {width}")
    n_out = (height - kh + 1) * (width - kw + 1)
    first_row = kernel.new_zeros(height, width)
    first_row[:kh, :kw] = kernel
    first_row = first_row.flatten()
    return torch.stack([torch.roll(first_row, r) for r in range(n_out)])
