# --- windows-are-rows: each window is a row of the matrix
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(rows)

# --- down-first: the positions are walked through from top to bottom, then the next column
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = []
    for j in range(out_w):
        for i in range(out_h):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            columns.append(window.reshape(-1))
    return torch.stack(columns, dim=1)

# --- channels-last: for each pixel of a window its channels stand together
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph)).permute(1, 2, 0)
    columns = [
        padded[i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

# --- window-column-by-column: a window is written down column by column, since it becomes a column
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].transpose(1, 2).flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

# --- starts-without-stride: the stride changes how many windows there are
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i : i + kh, j : j + kw].flatten() for i in range(out_h) for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

# --- view-of-one-pixel: for windows of one pixel a reshape is all one needs
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    channels, height, width = x.shape
    if (kh, kw, sh, sw, ph, pw) == (1, 1, 1, 1, 0, 0):
        return x.reshape(channels, -1)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

# --- positions-without-padding: the number of windows is that of the image as it came in
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = []
    for top in range(0, height - kh + 1, sh):
        for left in range(0, width - kw + 1, sw):
            columns.append(padded[:, top : top + kh, left : left + kw].flatten())
    return torch.stack(columns, dim=1)

# --- reshape-without-permute: reshape puts the dimensions of unfold into the right order
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    channels, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)  # (C, H', W', kh, kw)
    return windows.reshape(channels * kh * kw, out_h * out_w).clone()

# --- channels-as-first-dimension: the channels keep a dimension of their own
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    channels, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(channels, kh * kw)
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=2)

# --- message-without-size: that the kernel does not fit says everything
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = range(0, padded.shape[1] - kh + 1, sh)
    columns = range(0, padded.shape[2] - kw + 1, sw)
    if not rows or not columns:
        raise ValueError("the kernel does not fit the padded input")
    windows = [padded[:, r : r + kh, c : c + kw].flatten() for r in rows for c in columns]
    return torch.stack(windows, dim=1)
