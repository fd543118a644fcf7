# --- no-jump-at-the-row-end: each row of M is the last one moved by one; shows on an image of 3x3 with a 2x2 kernel
def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1
    M = torch.zeros(oh * ow, height * width, dtype=kernel.dtype, device=kernel.device)
    for r in range(oh * ow):
        for m in range(kh):
            for n in range(kw):
                M[r, r + m * width + n] = kernel[m, n]
    return M

# --- transposed-matrix: one column for each output; shows on every input where the shape changes
def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1
    M = kernel.new_zeros(height * width, oh * ow)
    for i in range(oh):
        for j in range(ow):
            for m in range(kh):
                for n in range(kw):
                    M[(i + m) * width + j + n, i * ow + j] = kernel[m, n]
    return M

# --- turned-kernel: the matrix of the true convolution; shows on kernel [[7, 8]]
def conv_matrix(kernel, height, width):
    kernel = kernel.flip(0, 1)
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than {height}x{width}")
    rows = []
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            page = kernel.new_zeros(height, width)
            page[i:i + kh, j:j + kw] = kernel
            rows.append(page.flatten())
    return torch.stack(rows)

# --- row-length-of-the-output: steps through the image by the output's width; shows on 2x2 kernel and 2x3 image
def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1
    M = kernel.new_zeros(oh * ow, height * width)
    for i in range(oh):
        for j in range(ow):
            for m in range(kh):
                for n in range(kw):
                    M[i * ow + j, (i + m) * ow + (j + n)] = kernel[m, n]
    return M

# --- single-precision-zeros: torch.zeros is float32; shows on a float64 kernel
def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1
    M = torch.zeros(oh, ow, height, width)
    for i in range(oh):
        for j in range(ow):
            M[i, j, i:i + kh, j:j + kw] = kernel
    return M.reshape(oh * ow, height * width)

# --- height-and-width-swapped: builds the pages as width by height; shows on images that are not square
def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh}x{kw} larger than {height}x{width}")
    oh, ow = height - kh + 1, width - kw + 1
    M = kernel.new_zeros(oh * ow, height * width)
    for i in range(oh):
        for j in range(ow):
            for m in range(kh):
                for n in range(kw):
                    M[i * ow + j, (j + n) * height + i + m] = kernel[m, n]
    return M

# --- fit-not-checked: a kernel that does not fit gives another error or an empty matrix; shows on a 3x3 kernel and 2x5
def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    oh, ow = height - kh + 1, width - kw + 1
    M = torch.zeros(oh, ow, height, width, dtype=kernel.dtype, device=kernel.device)
    for i in range(oh):
        for j in range(ow):
            M[i, j, i:i + kh, j:j + kw] = kernel
    return M.reshape(oh * ow, height * width)
