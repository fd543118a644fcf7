# --- averaged: the gap is the mean difference
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().mean().item()

# --- with-its-sign: the largest difference is the maximum of the differences
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.max().item()

# --- empty-slice: [margin:-margin] leaves out the margin at both ends, whatever it is
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    difference = (of_shifted - shifted).abs()
    inside = difference[..., margin:-margin, margin:-margin]
    if inside.numel() == 0:
        raise ValueError(f"a margin of {margin} leaves nothing")
    return inside.max().item()

# --- output-not-shifted: the output is compared with what it was before the shift
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    difference = (f(shift2d(x, dy, dx)) - f(x)).abs()
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    return difference[..., margin : height - margin, margin : width - margin].max().item()

# --- margin-of-the-input: the margin is cut off the picture before f sees it
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    height, width = x.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    x = x[..., margin : height - margin, margin : width - margin]
    return (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs().max().item()

# --- nothing-left-is-less-than-nothing: a margin is too large if it is more than half of a side
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if height < 2 * margin or width < 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    difference = (of_shifted - shifted).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()

# --- one-corner: the margin is left out at the top and at the left, where the zeros come in
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    return (of_shifted - shifted)[..., margin:, margin:].abs().max().item()

# --- columns-only: the margin is at the left and right border
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    return (of_shifted - shifted)[..., margin : width - margin].abs().max().item()

# --- asks-three-times: f may be asked for the shape of its output first
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    height, width = f(x).shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return difference[..., margin : height - margin, margin : width - margin].abs().max().item()

# --- numbers-only: what is not a number does not count
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return torch.nan_to_num(inside.abs(), nan=0.0, posinf=float("inf")).max().item()

# --- tensor: a tensor without dimensions is a float
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max()

# --- relative: a difference is measured against the size of the numbers
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    largest = (of_shifted[inside] - shifted[inside]).abs().max().item()
    return largest / max(shifted[inside].abs().max().item(), 1e-12)

# --- shifted-back: shifting the output back is the same as shifting the other one
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    back = shift2d(f(shift2d(x, dy, dx)), -dy, -dx)
    plain = f(x)
    height, width = plain.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (back - plain)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max().item()

# --- norm: the distance of two pictures is the norm of their difference
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return torch.linalg.vector_norm(inside).item()

# --- first-image: one image of the batch is enough
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))[0]
    shifted = shift2d(f(x), dy, dx)[0]
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max().item()

# --- subtracted-in-place: the output of f is mine, I can shift it and subtract in it
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    output = f(x)
    of_shifted = f(shift2d(x, dy, dx))
    height, width = output.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    output[:] = shift2d(output, dy, dx)
    output -= of_shifted
    return output[..., margin : height - margin, margin : width - margin].abs().max().item()

# --- rows-decide: a margin is too large if no row is left
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if height <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height} rows")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max().item()

# --- size-of-the-input: the output is as large as the input
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    height, width = x.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return difference[..., margin : height - margin, margin : width - margin].abs().max().item()
