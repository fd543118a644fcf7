# --- sums-compared: compares the sums of the two outputs
def is_invariant(f, x, dy, dx, atol=1e-5):
    a = f(x).sum()
    b = f(shift2d(x, dy, dx)).sum()
    return bool((a - b).abs() <= atol)


# --- same-class: compares the places of the largest scores, as one would for a classifier
def is_invariant(f, x, dy, dx, atol=1e-5):
    a, b = f(x), f(shift2d(x, dy, dx))
    return bool((a.flatten(1).argmax(1) == b.flatten(1).argmax(1)).all())


# --- allclose: torch.allclose with its rtol
def is_invariant(f, x, dy, dx, atol=1e-5):
    return torch.allclose(f(shift2d(x, dy, dx)), f(x), rtol=1e-5, atol=atol)


# --- any-larger: "not any larger than atol", which lets a NaN pass
def is_invariant(f, x, dy, dx, atol=1e-5):
    diff = torch.abs(f(shift2d(x, dy, dx)) - f(x))
    return not bool((diff > atol).any())
