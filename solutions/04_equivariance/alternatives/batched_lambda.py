"""Short lambdas, one function built on the next, shifting by concatenation."""

import torch

_slide = lambda x, d, dim: (  # noqa: E731
    torch.zeros_like(x)
    if abs(d) >= x.shape[dim]
    else torch.cat(
        [
            torch.zeros_like(x.narrow(dim, 0, max(d, 0))),
            x.narrow(dim, max(-d, 0), x.shape[dim] - abs(d)),
            torch.zeros_like(x.narrow(dim, 0, max(-d, 0))),
        ],
        dim,
    )
)
shift2d = lambda x, dy, dx: _slide(_slide(x, dy, -2), dx, -1)  # noqa: E731


def equivariance_gap(f, x, dy, dx, margin=0):
    y, z = f(x), f(shift2d(x, dy, dx))
    gaps = (z - shift2d(y, dy, dx)).abs()
    gaps = gaps.reshape(-1, *gaps.shape[-2:]).amax(0)
    assert gaps.dim() == 2
    if margin * 2 >= gaps.shape[0] or margin * 2 >= gaps.shape[1]:
        raise ValueError("margin = %d leaves nothing" % margin)  # noqa: UP031
    return max_of(gaps[margin : len(gaps) - margin, margin : gaps.shape[1] - margin])


def max_of(table):
    return float(table.detach().max())


is_equivariant = lambda f, x, dy, dx, margin=0, atol=1e-5: (  # noqa: E731
    equivariance_gap(f, x, dy, dx, margin) <= atol
)
spoiled_border = lambda kernel_size, shift: (  # noqa: E731
    0 if kernel_size < 2 or not shift else max(kernel_size // 2, shift, -shift)
)
global_average_pool = lambda features: features.mean((2, 3))  # noqa: E731
is_invariant = lambda f, x, dy, dx, atol=1e-5: (  # noqa: E731
    (f(x) - f(shift2d(x, dy, dx))).abs().max().le(atol).item()
)


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    for_shift = lambda image, d: shift2d(image, 0, d)  # noqa: E731
    answer = []
    for d in range(1, max_shift + 1):
        table = (f(for_shift(x, d)) - for_shift(f(x), d // stride)).abs()
        inside = table[..., margin : table.shape[-2] - margin, margin : table.shape[-1] - margin]
        answer += [d] * (max_of(inside) <= atol)
    return answer
