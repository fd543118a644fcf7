# --- no-absolute-value: a negative difference counts as small; shows on a mirror of a negative image
def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    h, w = a.shape[-2:]
    if 2 * margin >= h or 2 * margin >= w:
        raise ValueError(f"margin {margin} leaves nothing of {h}x{w}")
    return (a - b)[..., margin:h - margin, margin:w - margin].max().item()

# --- mean-difference: the average instead of the largest; shows on a convolution at margin 0
def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    h, w = a.shape[-2:]
    if 2 * margin >= h or 2 * margin >= w:
        raise ValueError(f"margin {margin} leaves nothing of {h}x{w}")
    return (a - b)[..., margin:h - margin, margin:w - margin].abs().mean().item()

# --- margin-zero-is-empty: m:-m with m = 0 leaves nothing; shows on margin 0
def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    d = (a - b).abs()[..., margin:-margin, margin:-margin]
    if d.numel() == 0:
        raise ValueError(f"margin {margin} leaves nothing")
    return float(d.max())

# --- margin-before-only: cuts off the first rows and columns, not the last; shows on a convolution shifted left
def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    d = (a - b).abs()[..., margin:, margin:]
    if 2 * margin >= min(a.shape[-2:]):
        raise ValueError(f"margin {margin} is too large")
    return float(d.max())

# --- compares-with-the-unshifted: measures invariance; shows on x -> 10 * x
def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = f(shift2d(x, dy, dx)), f(x)
    h, w = a.shape[-2:]
    if 2 * margin >= h or 2 * margin >= w:
        raise ValueError(f"margin {margin} leaves nothing of {h}x{w}")
    return (a - b).abs()[..., margin:h - margin, margin:w - margin].max().item()

# --- empty-is-no-gap: a margin that leaves nothing gives 0.0; shows on a 6x9 image with margin 3
def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    h, w = a.shape[-2:]
    d = (a - b).abs()[..., margin:max(h - margin, margin), margin:max(w - margin, margin)]
    return d.max().item() if d.numel() else 0.0

# --- nan-is-never-larger: a loop with `>` passes over NaN; shows on an f that gives NaN
def equivariance_gap(f, x, dy, dx, margin=0):
    diff = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    h, w = diff.shape[-2:]
    if h - 2 * margin < 1 or w - 2 * margin < 1:
        raise ValueError(f"margin {margin}")
    gap = 0.0
    for d in diff[..., margin:h - margin, margin:w - margin].flatten().tolist():
        if d > gap:
            gap = d
    return gap

# --- margin-of-the-input: the margin is checked against the input's size and cut there; shows on an f that shrinks
def equivariance_gap(f, x, dy, dx, margin=0):
    h, w = x.shape[-2:]
    if 2 * margin >= h or 2 * margin >= w:
        raise ValueError(f"margin {margin} leaves nothing of {h}x{w}")
    diff = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    return diff[..., margin:h - margin, margin:w - margin].max().item()

# --- one-position-too-late: the check lets pass a margin that leaves just nothing; shows on a 6x9 image with margin 3
def equivariance_gap(f, x, dy, dx, margin=0):
    diff = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    h, w = diff.shape[-2:]
    if 2 * margin > h or 2 * margin > w:
        raise ValueError(f"margin {margin} too large for {h}x{w}")
    return diff[..., margin:h - margin, margin:w - margin].max().item()

# --- a-call-too-many: calls f once more for the shape of its output; shows on an f that counts its calls
def equivariance_gap(f, x, dy, dx, margin=0):
    h, w = f(x).shape[-2:]
    if 2 * margin >= min(h, w):
        raise ValueError(f"margin {margin} leaves nothing of {h}x{w}")
    diff = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    return diff[..., margin:h - margin, margin:w - margin].max().item()
