"""Padding with zeros on every side, then cutting a window out."""

import torch.nn.functional as F
from torch import Tensor


def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    down, right = min(abs(dy), height), min(abs(dx), width)
    padded = F.pad(x, (right, right, down, down))
    top = down - (down if dy > 0 else -down)
    left = right - (right if dx > 0 else -right)
    return padded[..., top : top + height, left : left + width].clone()


def _differences(f, x, dy, dx, out_dy, out_dx, margin):
    plain, moved = f(x), f(shift2d(x, dy, dx))
    difference = moved - shift2d(plain, out_dy, out_dx)
    for size in difference.shape[-2:]:
        if size - 2 * margin < 1:
            raise ValueError(f"no position of {size} is {margin} steps from the border")
    # Negative padding crops.
    return F.pad(difference, (-margin,) * 4)


def equivariance_gap(f, x, dy, dx, margin=0):
    return float(_differences(f, x, dy, dx, dy, dx, margin).detach().abs().max())


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return bool((_differences(f, x, dy, dx, dy, dx, margin).abs() <= atol).all())


def global_average_pool(features):
    return F.adaptive_avg_pool2d(features, 1)[:, :, 0, 0]


def is_invariant(f, x, dy, dx, atol=1e-5):
    return bool((f(x) - f(shift2d(x, dy, dx))).abs().le(atol).all())


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    return [
        d
        for d in range(1, max_shift + 1)
        if (_differences(f, x, 0, d, 0, d // stride, margin).abs() <= atol).all()
    ]
