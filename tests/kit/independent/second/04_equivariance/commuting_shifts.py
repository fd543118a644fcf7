# --- from-zero: range(max_shift) gives the shifts
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(max_shift):
        if _largest_difference(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol:
            good.append(d)
    return good

# --- last-one-missing: range ends with max_shift
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift):
        moved, expected = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if _largest_difference(moved, expected, margin) <= atol:
            good.append(d)
    return good

# --- multiples-by-rule: the multiples of the stride commute
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    return [d for d in range(1, max_shift + 1) if d % stride == 0]

# --- multiples-tried: only multiples of the stride can commute, the others need not be tried
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(stride, max_shift + 1, stride):
        moved, expected = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if _largest_difference(moved, expected, margin) <= atol:
            good.append(d)
    return good

# --- output-as-far: the output moves as far as the input
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    return [
        d
        for d in range(1, max_shift + 1)
        if _largest_difference(f(shift2d(x, 0, d)), shift2d(output, 0, d), margin) <= atol
    ]

# --- rounded-up: a part of a step counts as a whole one
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, -(-d // stride))
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin) <= atol:
            good.append(d)
    return good

# --- downwards: shifts go down
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, d // stride, 0)
        if _largest_difference(f(shift2d(x, d, 0)), expected, margin) <= atol:
            good.append(d)
    return good

# --- margin-unused: the whole output has to agree
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, 0) <= atol:
            good.append(d)
    return good

# --- margin-of-the-input: the margin is given in pixels of the input
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin // stride) <= atol:
            good.append(d)
    return good

# --- not-a-no: a shift is left out if its difference is larger than atol
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin) > atol:
            continue
        good.append(d)
    return good

# --- stops-at-the-first: once a multiple of the stride fails, the border is reached and no larger shift can be right
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        moved, expected = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if _largest_difference(moved, expected, margin) <= atol:
            good.append(d)
        elif d % stride == 0:
            break
    return good

# --- yes-and-no: for each shift it says whether it commutes
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    return [
        _largest_difference(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol
        for d in range(1, max_shift + 1)
    ]

# --- to-the-left: a shift by d moves the picture to the left
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, -(d // stride))
        if _largest_difference(f(shift2d(x, 0, -d)), expected, margin) <= atol:
            good.append(d)
    return good

# --- close-relative: torch.allclose tells whether two outputs are equal
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    height, width = output.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    good = []
    for d in range(1, max_shift + 1):
        a, b = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if torch.allclose(a[inside], b[inside], atol=atol):
            good.append(d)
    return good

# --- shift-of-last-output: the output moves on from where the last shift left it
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        output = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), output, margin) <= atol:
            good.append(d)
    return good

# --- within-the-picture: a shift past the edge shows nothing, so it is not in the list
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, min(max_shift, x.shape[-1] - 1) + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin) <= atol:
            good.append(d)
    return good
