# --- wraps-around: torch.roll brings back what leaves; shows on every shift that is not 0
def shift2d(x, dy, dx):
    return torch.roll(x, shifts=(dy, dx), dims=(-2, -1))

# --- axes-swapped: dy moves the columns; shows on (1, 2)
def shift2d(x, dy, dx):
    out = torch.zeros_like(x)
    h, w = x.shape[-2:]
    if abs(dx) < h and abs(dy) < w:
        out[..., max(dx, 0):h + min(dx, 0), max(dy, 0):w + min(dy, 0)] = \
            x[..., max(-dx, 0):h + min(-dx, 0), max(-dy, 0):w + min(-dy, 0)]
    return out

# --- other-direction: down is up and right is left; shows on (1, 2)
def shift2d(x, dy, dx):
    h, w = x.shape[-2:]
    out = torch.zeros_like(x)
    for i in range(h):
        for j in range(w):
            if 0 <= i + dy < h and 0 <= j + dx < w:
                out[..., i, j] = x[..., i + dy, j + dx]
    return out

# --- only-down-and-right: zeroes the first rows and columns after a roll, so negative shifts still wrap; shows on (-1, -1)
def shift2d(x, dy, dx):
    out = torch.roll(x, (dy, dx), (-2, -1))
    if dy > 0:
        out[..., :dy, :] = 0
    if dx > 0:
        out[..., :dx] = 0
    return out

# --- past-the-edge-is-an-error: the slices of a large shift do not fit each other; shows on a shift by more than the height
def shift2d(x, dy, dx):
    h, w = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    ys, yt = (slice(0, h - dy), slice(dy, h)) if dy >= 0 else (slice(-dy, h), slice(0, h + dy))
    xs, xt = (slice(0, w - dx), slice(dx, w)) if dx >= 0 else (slice(-dx, w), slice(0, w + dx))
    out[..., yt, xt] = x[..., ys, xs]
    return out

# --- minus-zero: `:-0` is an empty slice, so a shift by zero along one side gives an error; shows on (0, 3) or (1, 0)
def shift2d(x, dy, dx):
    out = torch.zeros_like(x)
    if dy >= 0 and dx >= 0:
        out[..., dy:, dx:] = x[..., :-dy, :-dx]
    elif dy < 0 and dx < 0:
        out[..., :dy, :dx] = x[..., -dy:, -dx:]
    elif dy < 0:
        out[..., :dy, dx:] = x[..., -dy:, :-dx]
    else:
        out[..., dy:, :dx] = x[..., :-dy, -dx:]
    return out

# --- nothing-to-do-gives-x: a shift by zero hands back its input; shows on (0, 0)
def shift2d(x, dy, dx):
    if dy == 0 and dx == 0:
        return x
    h, w = x.shape[-2:]
    out = torch.zeros_like(x)
    if abs(dy) < h and abs(dx) < w:
        out[..., max(dy, 0):h + min(dy, 0), max(dx, 0):w + min(dx, 0)] = \
            x[..., max(-dy, 0):h - max(dy, 0), max(-dx, 0):w - max(dx, 0)]
    return out

# --- batches-only: unpacks four dimensions; shows on (H, W)
def shift2d(x, dy, dx):
    n, c, h, w = x.shape
    out = torch.zeros(n, c, h, w, dtype=x.dtype, device=x.device)
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                out[:, :, i, j] = x[:, :, i - dy, j - dx]
    return out

# --- single-precision-zeros: torch.zeros without a dtype; shows on float64
def shift2d(x, dy, dx):
    out = torch.zeros(x.shape)
    h, w = x.shape[-2:]
    for i in range(max(0, dy), min(h, h + dy)):
        for j in range(max(0, dx), min(w, w + dx)):
            out[..., i, j] = x[..., i - dy, j - dx]
    return out

# --- edge-repeated: fills with the border's values instead of zero; shows on (1, 0)
def shift2d(x, dy, dx):
    h, w = x.shape[-2:]
    rows = (torch.arange(h, device=x.device) - dy).clamp(0, h - 1)
    cols = (torch.arange(w, device=x.device) - dx).clamp(0, w - 1)
    return x[..., rows, :][..., cols]
