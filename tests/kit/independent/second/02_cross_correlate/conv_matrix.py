# --- transposed: a column for each output
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(height, width, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            matrix[i : i + kh, j : j + kw, i, j] = kernel
    return matrix.reshape(height * width, out_h * out_w)

# --- no-jump-at-the-end-of-a-row: each row of the matrix is the one above it, moved by one
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    first = kernel.new_zeros(height, width)
    first[:kh, :kw] = kernel
    first = first.flatten()
    return torch.stack([first.roll(r) for r in range(out_h * out_w)])

# --- turned: a convolution matrix holds the turned kernel
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(out_h, out_w, height, width)
    for i in range(out_h):
        for j in range(out_w):
            matrix[i, j, i : i + kh, j : j + kw] = torch.flip(kernel, (0, 1))
    return matrix.view(out_h * out_w, -1)

# --- outputs-down-first: the outputs are numbered down the columns
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    rows = []
    for j in range(out_w):
        for i in range(out_h):
            picture = kernel.new_zeros(height, width)
            picture[i : i + kh, j : j + kw] = kernel
            rows.append(picture.flatten())
    return torch.stack(rows)

# --- too-large-is-cut: a kernel that does not fit has no positions, so the matrix has no rows
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = max(0, height - kh + 1), max(0, width - kw + 1)
    matrix = kernel.new_zeros(out_h, out_w, height, width)
    for i in range(out_h):
        for j in range(out_w):
            matrix[i, j, i : i + kh, j : j + kw] = kernel
    return matrix.reshape(out_h * out_w, height * width)

# --- float-zeros: the matrix becomes double by itself when a double kernel is written into it
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = torch.zeros(out_h * out_w, height * width)
    for i in range(out_h):
        for j in range(out_w):
            for m in range(kh):
                start = (i + m) * width + j
                matrix[i * out_w + j, start : start + kw] = kernel[m]
    return matrix

# --- weights-in-one-run: the flattened kernel stands in one piece in the flattened image
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(out_h * out_w, height * width)
    for i in range(out_h):
        for j in range(out_w):
            start = i * width + j
            matrix[i * out_w + j, start : start + kh * kw] = kernel.flatten()
    return matrix

# --- steps-of-the-output: a row further down in the image is out_w places further in the flattened image
def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(out_h * out_w, height * width)
    for i in range(out_h):
        for j in range(out_w):
            for m in range(kh):
                for n in range(kw):
                    matrix[i * out_w + j, (i + m) * out_w + j + n] = kernel[m, n]
    return matrix
