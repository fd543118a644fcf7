# --- windows-as-rows: each window is a row; shows on every input with several windows
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    rows = []
    for i in range(0, H - kh + 1, sh):
        for j in range(0, W - kw + 1, sw):
            rows.append(x[:, i:i + kh, j:j + kw].flatten())
    return torch.stack(rows)

# --- channels-inside: down a column the channels of one pixel come together, as in TensorFlow; shows on two channels
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    cols = []
    for i in range(0, H - kh + 1, sh):
        for j in range(0, W - kw + 1, sw):
            cols.append(x[:, i:i + kh, j:j + kw].permute(1, 2, 0).flatten())
    return torch.stack(cols, dim=1)

# --- reshaped-without-permuting: unfold and reshape at once, so windows and positions are mixed up; shows on every kernel larger than 1x1
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {x.shape[1]}x{x.shape[2]}")
    windows = x.unfold(1, kh, sh).unfold(2, kw, sw)
    return windows.reshape(x.shape[0] * kh * kw, -1)

# --- positions-column-by-column: output positions run down first, as in MATLAB; shows on an output of 2x2
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    cols = []
    for j in range(0, W - kw + 1, sw):
        for i in range(0, H - kh + 1, sh):
            cols.append(x[:, i:i + kh, j:j + kw].reshape(-1))
    return torch.stack(cols, 1)

# --- window-column-by-column: inside a window columns come before rows; shows on a 2x2 kernel
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {x.shape[1]}x{x.shape[2]}")
    w = x.unfold(1, kh, sh).unfold(2, kw, sw)          # C, H', W', kh, kw
    return w.permute(0, 4, 3, 1, 2).reshape(x.shape[0] * kh * kw, -1)

# --- view-for-one-pixel-windows: a 1x1 window is only a reshape, which shares memory; shows on kernel_size=1
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    if ph or pw:
        x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {x.shape[1]}x{x.shape[2]}")
    w = x.unfold(1, kh, sh).unfold(2, kw, sw)
    return w.permute(0, 3, 4, 1, 2).reshape(x.shape[0] * kh * kw, -1)

# --- kernel-pair-swapped: takes kernel_size as (width, height); shows on kernel_size=(1, 2)
def im2col(x, kernel_size, stride=1, padding=0):
    kw, kh = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {x.shape[1]}x{x.shape[2]}")
    w = x.unfold(1, kh, sh).unfold(2, kw, sw)
    return w.permute(0, 3, 4, 1, 2).reshape(x.shape[0] * kh * kw, -1).clone()

# --- last-window-lost: range stops one too early; shows on every input
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    cols = [
        x[:, i:i + kh, j:j + kw].flatten()
        for i in range(0, H - kh, sh)
        for j in range(0, W - kw, sw)
    ]
    if not cols:
        return x.new_zeros(C * kh * kw, 0)
    return torch.stack(cols, dim=1)

# --- count-without-padding: the number of positions is reckoned from the bare image; shows on padding=1
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    C, H, W = x.shape
    oh = (H - kh) // sh + 1
    ow = (W - kw) // sw + 1
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    out = x.new_zeros(C * kh * kw, max(oh, 0) * max(ow, 0))
    for i in range(oh):
        for j in range(ow):
            out[:, i * ow + j] = padded[:, i * sh:i * sh + kh, j * sw:j * sw + kw].flatten()
    return out

# --- no-check-at-all: torch's RuntimeError instead of a ValueError; shows on a kernel that does not fit
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    w = x.unfold(1, kh, sh).unfold(2, kw, sw)
    return w.permute(0, 3, 4, 1, 2).reshape(x.shape[0] * kh * kw, -1).clone()

# --- single-precision-matrix: fills torch.zeros, which is float32; shows on float64
def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    C, H, W = x.shape
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
    out = torch.zeros(C * kh * kw, oh * ow)
    for n in range(oh * ow):
        i, j = divmod(n, ow)
        out[:, n] = x[:, i * sh:i * sh + kh, j * sw:j * sw + kw].flatten()
    return out
