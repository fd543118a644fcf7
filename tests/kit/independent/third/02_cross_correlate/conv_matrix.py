# --- one-long-diagonal: shifts each row by one from the row above, also where a new row of the image begins
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1
    row = torch.zeros(height, width, dtype=kernel.dtype, device=kernel.device)
    row[:kh, :kw] = kernel
    row = row.flatten()
    return torch.stack([torch.roll(row, r) for r in range(oh * ow)])


# --- pixel-number-with-height: the number of a pixel is row times height plus column
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} does not fit {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1
    M = torch.zeros(oh * ow, height * width, dtype=kernel.dtype, device=kernel.device)
    for i in range(oh):
        for j in range(ow):
            for m in range(kh):
                for n in range(kw):
                    M[i * ow + j, (i + m) * height + (j + n)] = kernel[m, n]
    return M


# --- sides-exchanged: compares the kernel's height with the width and its width with the height
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kw, kh = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than image {height}x{width}")
    kh, kw = kernel.shape
    oh, ow = height - kh + 1, width - kw + 1
    M = kernel.new_zeros(oh, ow, height, width)
    for i in range(oh):
        for j in range(ow):
            M[i, j, i : i + kh, j : j + kw] = kernel
    return M.reshape(oh * ow, height * width)


# --- full-frame: a row for every pixel of the image, the windows that hang over are cut off
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"{kh}x{kw} > {height}x{width}")
    M = torch.zeros(height, width, height, width, dtype=kernel.dtype, device=kernel.device)
    for i in range(height):
        for j in range(width):
            h, w = min(kh, height - i), min(kw, width - j)
            M[i, j, i : i + h, j : j + w] = kernel[:h, :w]
    return M.reshape(height * width, height * width)


# --- blocks-of-toeplitz: a rewrite by blocks in which each block is Toeplitz, and the blocks of the kernel's rows stand in reverse order
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel of {kh}x{kw} on {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1

    def band(taps):
        B = torch.zeros(ow, width, dtype=kernel.dtype, device=kernel.device)
        for j in range(ow):
            B[j, j : j + kw] = taps
        return B

    blocks = [band(kernel[m]) for m in range(kh)]
    zero = torch.zeros(ow, width, dtype=kernel.dtype, device=kernel.device)
    rows = []
    for i in range(oh):
        rows.append(
            torch.cat([blocks[i + kh - 1 - c] if 0 <= i + kh - 1 - c < kh else zero for c in range(height)], 1)
        )
    return torch.cat(rows, 0)
