# --- shifts-the-output-too: asks for equivariance; shows on x -> 10 * x
def is_invariant(f, x, dy, dx, atol=1e-5):
    return bool((f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs().max() <= atol)

# --- relative-too: allclose allows a share of the values besides; shows on large outputs that differ a little
def is_invariant(f, x, dy, dx, atol=1e-5):
    return torch.allclose(f(shift2d(x, dy, dx)), f(x), atol=atol)

# --- to-the-last-bit: compares exactly; shows on a difference of 1e-6
def is_invariant(f, x, dy, dx, atol=1e-5):
    return torch.equal(f(shift2d(x, dy, dx)), f(x))

# --- sums-compared: differences of both signs cancel; shows on a convolution inside
def is_invariant(f, x, dy, dx, atol=1e-5):
    return abs(f(shift2d(x, dy, dx)).sum().item() - f(x).sum().item()) <= atol

# --- nan-passes: no entry is larger than atol, so NaN is a yes; shows on an f that gives NaN
def is_invariant(f, x, dy, dx, atol=1e-5):
    d = torch.abs(f(shift2d(x, dy, dx)) - f(x))
    return not (d > atol).any().item()

# --- sign-forgotten: only what grew counts; shows on a score that falls under the shift
def is_invariant(f, x, dy, dx, atol=1e-5):
    return ((f(shift2d(x, dy, dx)) - f(x)) <= atol).all().item()

# --- gives-a-tensor: the comparison stays a tensor; shows on every input
def is_invariant(f, x, dy, dx, atol=1e-5):
    return (f(shift2d(x, dy, dx)) - f(x)).abs().max() <= atol

# --- on-average: compares the mean difference; shows on one entry that differs by a little more than atol
def is_invariant(f, x, dy, dx, atol=1e-5):
    return bool((f(shift2d(x, dy, dx)) - f(x)).abs().mean() <= atol)
