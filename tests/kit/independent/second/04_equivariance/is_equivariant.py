# --- less-than: the gap has to be smaller than atol
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) < atol

# --- margin-not-handed-on: the margin is a matter of the gap
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx) <= atol

# --- allclose: allclose compares with atol
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return torch.allclose(of_shifted[inside], shifted[inside], atol=atol)

# --- not-larger: if the gap is not larger than atol, the answer is yes
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    if equivariance_gap(f, x, dy, dx, margin) > atol:
        return False
    return True

# --- arguments-swapped: the gap takes the horizontal shift first
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dx, dy, margin) <= atol

# --- too-large-is-no: where nothing can be compared the answer is no
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    try:
        return equivariance_gap(f, x, dy, dx, margin) <= atol
    except ValueError:
        return False

# --- both-directions: a function must move along in the opposite direction too
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    gaps = [equivariance_gap(f, x, s * dy, s * dx, margin) for s in (1, -1)]
    return all(gap <= atol for gap in gaps)

# --- bool-tensor: a comparison of tensors gives a bool
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    gap = torch.tensor(equivariance_gap(f, x, dy, dx, margin))
    return gap <= atol

# --- generous: three decimals are enough unless one says otherwise
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-3,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol
