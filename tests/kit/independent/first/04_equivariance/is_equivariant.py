# --- strictly-below: a gap of just atol is a no; shows on a gap of 0 with atol=0
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx, margin) < atol

# --- margin-not-handed-on: always looks at the border too; shows on a convolution with margin=2
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx) <= atol

# --- relative-too: allclose allows a share of the values besides; shows on a gap of 0.001 at values of 1000
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    a, b = f(shift2d(x, dy, dx)), shift2d(f(x), dy, dx)
    h, w = a.shape[-2:]
    if 2 * margin >= min(h, w):
        raise ValueError(f"margin {margin} leaves nothing")
    cut = (..., slice(margin, h - margin), slice(margin, w - margin))
    return torch.allclose(a[cut], b[cut], atol=atol)

# --- exactly-zero: atol is not read; shows on a gap of 1e-7
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx, margin) == 0

# --- nan-is-a-yes: not larger than atol is taken for at most atol; shows on an f that gives NaN
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    if equivariance_gap(f, x, dy, dx, margin) > atol:
        return False
    return True

# --- error-is-a-no: catches the error about the margin; shows on a margin that leaves nothing
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    try:
        return equivariance_gap(f, x, dy, dx, margin) <= atol
    except ValueError:
        return False

# --- asked-the-other-way: True where the gap is large; shows on x -> 10 * x
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    gap = equivariance_gap(f, x, dy, dx, margin)
    return gap >= atol
