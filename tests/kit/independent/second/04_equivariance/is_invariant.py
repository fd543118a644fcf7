# --- output-shifted-too: both sides are shifted
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return bool((difference.abs() <= atol).all())

# --- sums-agree: the sum of the differences has to be small
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = (f(shift2d(x, dy, dx)) - f(x)).sum()
    return bool(difference.abs() <= atol)

# --- less-than: differences have to be smaller than atol
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() < atol).all())

# --- allclose: allclose with atol compares differences with atol
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    return torch.allclose(f(shift2d(x, dy, dx)), f(x), atol=atol)

# --- one-sided: no entry may grow by more than atol
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference <= atol).all())

# --- none-larger: no difference is larger than atol
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return not bool((difference.abs() > atol).any())

# --- on-average: the mean difference decides
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return difference.abs().mean().item() <= atol

# --- same-winner: a classifier is invariant if it says the same class
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    return bool((f(shift2d(x, dy, dx)).argmax() == f(x).argmax()).item())

# --- exactly-equal: equal means equal
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    return torch.equal(f(shift2d(x, dy, dx)), f(x))

# --- one-is-enough: it is invariant if there is an entry that stays
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() <= atol).any())

# --- zero-dimensional: all() gives a bool
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return (difference.abs() <= atol).all()

# --- nan-equals-nan: two entries that are both not a number are equal
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    a, b = f(shift2d(x, dy, dx)), f(x)
    return torch.allclose(a, b, rtol=0, atol=atol, equal_nan=True)

# --- first-image: the first image stands for the batch
def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx))[0] - f(x)[0]
    return bool((difference.abs() <= atol).all())
