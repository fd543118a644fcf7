# --- past-the-edge-not-thought-of: slices that fit as long as the shift is smaller than the picture
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2:]
    out = torch.zeros_like(x)
    ys, yd = (slice(0, H - dy), slice(dy, H)) if dy >= 0 else (slice(-dy, H), slice(0, H + dy))
    xs, xd = (slice(0, W - dx), slice(dx, W)) if dx >= 0 else (slice(-dx, W), slice(0, W + dx))
    out[..., yd, xd] = x[..., ys, xs]
    return out


# --- early-return: a shift by zero gives x itself
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    if dy == 0 and dx == 0:
        return x
    H, W = x.shape[-2:]
    padded = torch.nn.functional.pad(x, (abs(dx), abs(dx), abs(dy), abs(dy)))
    top, left = abs(dy) - dy, abs(dx) - dx
    return padded[..., top : top + H, left : left + W].clone()


# --- shift-matrices: a rewrite with matrices of ones on a diagonal, whose zero times infinity is not a number and whose dtype is float32
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2:]

    def step(n, d):
        S = torch.zeros(n, n)
        for i in range(n):
            if 0 <= i - d < n:
                S[i, i - d] = 1.0
        return S

    return (step(H, dy) @ x.float() @ step(W, dx).T)


# --- canvas-of-three-dimensions: two mistakes, works on (C, H, W) only, and dy and dx are exchanged
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    C, H, W = x.shape
    canvas = torch.zeros(C, 3 * H, 3 * W, dtype=x.dtype, device=x.device)
    a = max(-H, min(H, dx))
    b = max(-W, min(W, dy))
    canvas[:, H + a : 2 * H + a, W + b : 2 * W + b] = x
    return canvas[:, H : 2 * H, W : 2 * W].clone()
