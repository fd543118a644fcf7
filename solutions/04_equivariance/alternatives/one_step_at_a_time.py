"""Recursion: a shift is a shift by one, and then the rest."""

import torch


def shift2d(x, dy, dx):
    if dy == dx == 0:
        return x.clone()
    if dx:
        return shift2d(_step(x, dx, -1), dy, dx - (1 if dx > 0 else -1))
    return shift2d(_step(x, dy, -2), dy - (1 if dy > 0 else -1), 0)


def _step(x, sign, dim):
    size = x.shape[dim]
    line = torch.zeros_like(x.narrow(dim, 0, 1))
    if sign > 0:
        return torch.cat([line, x.narrow(dim, 0, size - 1)], dim)
    return torch.cat([x.narrow(dim, 1, size - 1), line], dim)


def _peel(x, rings, most):
    """Take one ring off after the other."""
    if rings == 0:
        return x
    if min(x.shape[-2:]) < 3:
        raise ValueError(f"margin {most} peels everything away")
    return _peel(x[..., 1:-1, 1:-1], rings - 1, most)


def equivariance_gap(f, x, dy, dx, margin=0):
    result, moved = f(x), f(shift2d(x, dy, dx))
    return _peel((moved - shift2d(result, dy, dx)).abs(), margin, margin).max().item()


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    result, moved = f(x), f(shift2d(x, dy, dx))
    difference = _peel(moved - shift2d(result, dy, dx), margin, margin)
    return ((difference >= -atol) & (difference <= atol)).all().item()


def spoiled_border(kernel_size, shift):
    if shift < 0:
        return spoiled_border(kernel_size, -shift)
    if shift == 0 or kernel_size == 1:
        return 0
    return sorted([shift, (kernel_size - 1) // 2])[1]


def global_average_pool(features):
    return features.mean(-1).mean(-1)


def is_invariant(f, x, dy, dx, atol=1e-5):
    return all(abs(d) <= atol for d in (f(x) - f(shift2d(x, dy, dx))).flatten().tolist())


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    if max_shift == 0:
        return []
    smaller = commuting_shifts(f, x, stride, max_shift - 1, margin, atol)
    difference = f(shift2d(x, 0, max_shift)) - shift2d(f(x), 0, max_shift // stride)
    fits = (_peel(difference, margin, margin).abs() <= atol).all().item()
    return [*smaller, max_shift] if fits else smaller
