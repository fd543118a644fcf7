"""Shifting as a product with two matrices, averaging with einsum."""

import torch


def _mover(size, shift, like):
    return torch.ones(size, size, dtype=like.dtype, device=like.device).tril(-shift).triu(-shift)


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    if abs(dy) >= height or abs(dx) >= width:
        return torch.zeros_like(x)
    return _mover(height, dy, x) @ x @ _mover(width, dx, x).T


def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = f(shift2d(x, dy, dx)).detach(), shift2d(f(x).detach(), dy, dx)
    mask = torch.ones(a.shape[-2:], dtype=torch.bool, device=a.device)
    rows = torch.arange(a.shape[-2], device=a.device)
    columns = torch.arange(a.shape[-1], device=a.device)
    mask &= (torch.minimum(rows, rows.flip(0)) >= margin)[:, None]
    mask &= (torch.minimum(columns, columns.flip(0)) >= margin)[None, :]
    if not mask.any():
        raise ValueError(f"margin={margin}: no position of {tuple(mask.shape)} remains")
    return (a - b)[..., mask].abs().amax().item()


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    gap = equivariance_gap(f, x, dy, dx, margin)
    return gap == gap and gap <= atol


def global_average_pool(features):
    positions = features.shape[-2] * features.shape[-1]
    return torch.einsum("nkhw->nk", features) / positions


def is_invariant(f, x, dy, dx, atol=1e-5):
    return (f(shift2d(x, dy, dx)) - f(x)).abs().max().item() <= atol


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    def follows(d):
        a, b = f(shift2d(x, 0, d)), shift2d(f(x), 0, divmod(d, stride)[0])
        inside = (slice(margin, a.shape[-2] - margin), slice(margin, a.shape[-1] - margin))
        return (a - b).abs()[(..., *inside)].max().item() <= atol

    return list(filter(follows, range(1, max_shift + 1)))
