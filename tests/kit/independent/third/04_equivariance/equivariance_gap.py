# --- signed: the largest difference with its sign
def equivariance_gap(f, x, dy, dx, margin=0):
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2:]
    if 2 * margin >= min(H, W):
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    diff = (left - right)[..., margin : H - margin, margin : W - margin]
    return diff.max().item()


# --- best-so-far: a loop over the entries with "if d > best", which a NaN never passes
def equivariance_gap(f, x, dy, dx, margin=0):
    a = f(shift2d(x, dy, dx))
    b = shift2d(f(x), dy, dx)
    H, W = a.shape[-2:]
    if margin * 2 >= H or margin * 2 >= W:
        raise ValueError(f"margin {margin} too wide for {H} x {W}")
    best = 0.0
    for d in (a - b)[..., margin : H - margin, margin : W - margin].flatten().tolist():
        if abs(d) > best:
            best = abs(d)
    return best


# --- writes-into-f: subtracts in place from what f gave back for x, which may be x itself
def equivariance_gap(f, x, dy, dx, margin=0):
    with torch.no_grad():
        moved = shift2d(x, dy, dx)
        left = f(moved)
        right = f(x)
        right[...] = shift2d(right, dy, dx)
        right -= left
    H, W = right.shape[-2:]
    if 2 * margin >= H or 2 * margin >= W:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    return right[..., margin : H - margin, margin : W - margin].abs().max().item()


# --- numpy: goes through .numpy(), which a layer with learnable weights refuses
def equivariance_gap(f, x, dy, dx, margin=0):
    import numpy as np

    a = f(shift2d(x, dy, dx)).numpy()
    b = shift2d(f(x), dy, dx).numpy()
    H, W = a.shape[-2:]
    if 2 * margin >= H or 2 * margin >= W:
        raise ValueError(f"margin {margin} leaves nothing")
    return float(np.abs(a - b)[..., margin : H - margin, margin : W - margin].max())


# --- input-margin-and-mean: two mistakes, the margin is checked and cut by the size of x, and the differences are averaged
def equivariance_gap(f, x, dy, dx, margin=0):
    H, W = x.shape[-2:]
    if 2 * margin >= H or 2 * margin >= W:
        raise ValueError(f"margin {margin} is too large")
    d = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    return d[..., margin : H - margin, margin : W - margin].mean().item()
