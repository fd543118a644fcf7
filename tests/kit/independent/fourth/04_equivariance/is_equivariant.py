# --- no-unless-larger: says no where the gap is larger than atol and yes to all the rest; on a gap that is not a number
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


# --- swallows-the-error: answers no where there is nothing to compare; on a margin that leaves no position
def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    try:
        gap = equivariance_gap(f, x, dy, dx, margin)
    except ValueError:
        return False
    return gap <= atol
