# --- margin-of-the-input: takes the margin for pixels of the input and divides it by the stride; on a stride above 1 with a margin
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    m = margin // stride
    h, w = y.shape[-2], y.shape[-1]
    good = []
    for d in range(1, max_shift + 1):
        diff = f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)
        inner = diff[..., m : h - m, m : w - m].abs()
        if bool((inner <= atol).all()):
            good.append(d)
    return good


# --- list-of-tensors: reads the shifts off a tensor of flags and leaves them tensors; whenever a shift commutes
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    base = f(x)
    rows, cols = base.shape[-2:]
    keep = torch.zeros(max_shift + 1, dtype=torch.bool)
    for d in range(1, max_shift + 1):
        gap = (f(shift2d(x, 0, d)) - shift2d(base, 0, d // stride)).abs()
        gap = gap[..., margin : rows - margin, margin : cols - margin]
        keep[d] = gap.max() <= atol
    return list(torch.nonzero(keep).flatten())


# --- overlap-only: compares only where both outputs come from the picture and leaves out the columns that became zero; on an f that makes something of zeros, such as x + 1, and on a convolution shifted by more than the margin
def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    H, W = y.shape[-2:]

    def moves_along(d):
        s = d // stride
        new = f(shift2d(x, 0, d))[..., margin : H - margin, max(margin, s) : W - margin]
        old = y[..., margin : H - margin, max(margin - s, 0) : max(W - margin - s, 0)]
        return torch.all((new - old).abs() <= atol).item()

    return [d for d in range(1, max_shift + 1) if moves_along(d)]
