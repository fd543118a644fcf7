"""Rolling, then setting to zero what came round."""

import torch


def shift2d(x, dy, dx):
    rolled = torch.roll(x, shifts=(dy, dx), dims=(-2, -1)).clone()
    if dy > 0:
        rolled[..., :dy, :] = 0
    elif dy < 0:
        rolled[..., dy:, :] = 0
    if dx > 0:
        rolled[..., :dx] = 0
    elif dx < 0:
        rolled[..., dx:] = 0
    return rolled


def equivariance_gap(f, x, dy, dx, margin=0):
    with torch.no_grad():
        left = f(shift2d(x.clone(), dy, dx))
        right = shift2d(f(x.clone()), dy, dx)
    if margin:
        left = left[..., margin:-margin, margin:-margin]
        right = right[..., margin:-margin, margin:-margin]
    if not left.numel():
        raise ValueError(f"nothing is left with margin={margin}")
    return torch.max(torch.abs(left - right)).item()


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return bool(equivariance_gap(f, x, dy, dx, margin=margin) <= atol)


def is_invariant(f, x, dy, dx, atol=1e-5):
    with torch.no_grad():
        return torch.allclose(f(x), f(shift2d(x, dy, dx)), rtol=0, atol=atol)


def spoiled_border(kernel_size, shift):
    return max(abs(shift), kernel_size // 2) if shift and kernel_size > 1 else 0


def global_average_pool(features):
    return features.flatten(2).mean(2)


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    found = []
    moving = x
    for d in range(1, max_shift + 1):
        moving = shift2d(moving, 0, 1)
        left, right = f(moving), shift2d(f(x), 0, d // stride)
        keep = torch.zeros_like(left, dtype=torch.bool)
        keep[..., margin : left.shape[-2] - margin, margin : left.shape[-1] - margin] = True
        if torch.allclose(left[keep], right[keep], rtol=0.0, atol=atol):
            found.append(d)
    return found
