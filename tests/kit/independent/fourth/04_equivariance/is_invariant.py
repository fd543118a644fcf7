# --- nan-equals-nan: takes two entries that are not numbers for equal; on an f that gives NaN both times
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    return torch.allclose(f(shift2d(x, dy, dx)), f(x), rtol=0.0, atol=atol, equal_nan=True)


# --- dx-before-dy: hands the two shifts over as x and y; where they are not equal
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    before = f(x).detach().flatten().tolist()
    after = f(shift2d(x, dx, dy)).detach().flatten().tolist()
    return all(abs(a - b) <= atol for a, b in zip(before, after))


# --- mean-below-atol: two mistakes, looks at the mean difference instead of the largest, and it must be below atol; on a single entry that differs among many, and on a difference of exactly atol
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    y0, y1 = f(x), f(shift2d(x, dy, dx))
    err = (y1 - y0).abs().mean()
    return err.item() < atol
