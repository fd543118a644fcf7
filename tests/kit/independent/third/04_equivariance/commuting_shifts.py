# --- last-not-tried: range(1, max_shift) leaves the last shift out
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    base = f(x)
    H, W = base.shape[-2:]
    result = []
    for d in range(1, max_shift):
        moved = f(shift2d(x, 0, d))
        gap = (moved - shift2d(base, 0, d // stride))[..., margin : H - margin, margin : W - margin]
        if gap.abs().max() <= atol:
            result.append(d)
    return result


# --- stops-at-the-first-no: ends the loop at the first shift that fails
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    base = f(x)
    H, W = base.shape[-2:]
    good = []
    for d in range(1, max_shift + 1):
        gap = (f(shift2d(x, 0, d)) - shift2d(base, 0, d // stride))[..., margin : H - margin, margin : W - margin]
        if not (gap.abs() <= atol).all():
            break
        good.append(d)
    return good


# --- nearest-step: moves the output by d / stride, rounded to the nearest
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    base = f(x)
    H, W = base.shape[-2:]
    return [
        d
        for d in range(1, max_shift + 1)
        if bool(
            (
                (f(shift2d(x, 0, d)) - shift2d(base, 0, round(d / stride)))[
                    ..., margin : H - margin, margin : W - margin
                ].abs()
                <= atol
            ).all()
        )
    ]


# --- input-and-output-alike: asks is_equivariant, which moves the output as far as the input
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    shifts = []
    for d in range(1, max_shift + 1):
        if is_equivariant(f, x, 0, d, margin=margin, atol=atol):
            shifts.append(d)
    return shifts


# --- down-with-relative: two mistakes, the picture moves down, and allclose has its relative tolerance
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    base = f(x)
    H, W = base.shape[-2:]
    good = []
    for d in range(1, max_shift + 1):
        a = f(shift2d(x, d, 0))[..., margin : H - margin, margin : W - margin]
        b = shift2d(base, d // stride, 0)[..., margin : H - margin, margin : W - margin]
        if torch.allclose(a, b, atol=atol):
            good.append(d)
    return good
