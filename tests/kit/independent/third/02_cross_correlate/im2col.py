# --- windows-as-rows: stacks the windows as rows, as numpy's sliding_window_view suggests
def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    rows = []
    for i in range(0, H - kh + 1, sh):
        for j in range(0, W - kw + 1, sw):
            rows.append(x[:, i : i + kh, j : j + kw].flatten())
    return torch.stack(rows)


# --- channels-last: down a column the channels of one pixel stand together
def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph)).permute(1, 2, 0)
    H, W, C = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    cols = [
        x[i : i + kh, j : j + kw, :].reshape(-1)
        for i in range(0, H - kh + 1, sh)
        for j in range(0, W - kw + 1, sw)
    ]
    return torch.stack(cols, dim=1)


# --- matlab-order: walks over the positions column by column, as MATLAB's im2col does
def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw}, image {H}x{W}")
    cols = []
    for j in range(0, W - kw + 1, sw):
        for i in range(0, H - kh + 1, sh):
            cols.append(x[:, i : i + kh, j : j + kw].flatten())
    return torch.stack(cols, 1)


# --- a-view-for-one-pixel: returns a reshape, which for windows of one pixel is the image's own memory
def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"window {kh}x{kw} on {H + 2 * ph}x{W + 2 * pw}")
    if ph or pw:
        x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    return x.unfold(1, kh, sh).unfold(2, kw, sw).permute(0, 3, 4, 1, 2).reshape(C * kh * kw, -1)


# --- double-and-swapped: two mistakes, the strides are exchanged, and the matrix is float32
def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = as_pair(kernel_size)
    sw, sh = as_pair(stride)
    ph, pw = as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
    out = torch.zeros(C * kh * kw, oh * ow)
    for i in range(oh):
        for j in range(ow):
            out[:, i * ow + j] = x[:, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
    return out
