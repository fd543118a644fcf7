# --- input-size-for-margin: takes height and width of x for the margin; on an f whose output has another size
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    h, w = x.shape[-2], x.shape[-1]
    if h - 2 * margin < 1 or w - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {h}x{w}")
    one = f(shift2d(x, dy, dx))
    other = shift2d(f(x), dy, dx)
    diff = (one - other).abs()
    return float(diff[..., margin : h - margin, margin : w - margin].max())


# --- third-call: calls f once more to see how large its output is; on an f that counts its calls or has chance in it
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    rows, cols = f(x).shape[-2:]
    if 2 * margin >= min(rows, cols):
        raise ValueError(f"a margin of {margin} is too wide for an output of {rows}x{cols}")
    inside = (..., slice(margin, rows - margin), slice(margin, cols - margin))
    with torch.no_grad():
        difference = f(shift2d(x, dy, dx))[inside] - shift2d(f(x), dy, dx)[inside]
    return torch.max(torch.abs(difference)).item()


# --- through-numpy: turns both sides into numpy arrays, which tensors with gradients refuse; on an f with learnable weights
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    import numpy as np

    a = f(shift2d(x, dy, dx)).numpy()
    b = shift2d(f(x), dy, dx).numpy()
    h, w = a.shape[-2:]
    if margin * 2 >= h or margin * 2 >= w:
        raise ValueError("margin = %d, output = %d x %d" % (margin, h, w))
    d = np.abs(a - b)[..., margin : h - margin, margin : w - margin]
    return float(np.max(d))


# --- one-margin-too-many: lets a margin pass that is exactly half of the output, and the largest of nothing fails; on 4 rows with a margin of 2
def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    moved = f(shift2d(x, dy, dx))
    expected = shift2d(f(x), dy, dx)
    gap = torch.abs(moved - expected)
    if margin > gap.size(-2) / 2 or margin > gap.size(-1) / 2:
        raise ValueError(f"margin {margin} too large")
    if margin > 0:
        gap = gap[..., margin:-margin, margin:-margin]
    return gap.max().item()
