# --- allclose: torch.allclose, whose tolerance grows with the numbers
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    a = f(shift2d(x, dy, dx))
    b = shift2d(f(x), dy, dx)
    H, W = a.shape[-2:]
    if 2 * margin >= H or 2 * margin >= W:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    inside = (..., slice(margin, H - margin), slice(margin, W - margin))
    return torch.allclose(a[inside], b[inside], atol=atol)


# --- refuses-quietly: takes the ValueError of a margin that leaves nothing for a no
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    try:
        return equivariance_gap(f, x, dy, dx, margin) <= atol
    except ValueError:
        return False


# --- strict-and-no-margin: two mistakes, below atol instead of at most, and the margin is not handed on
def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx) < atol
