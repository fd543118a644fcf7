"""Lists of the coordinates that stay in the picture, and writing through them."""

import torch


def shift2d(x, dy, dx):
    height, width = x.shape[-2:]
    rows = torch.arange(height, device=x.device)
    columns = torch.arange(width, device=x.device)
    rows = rows[(rows + dy >= 0) & (rows + dy < height)]
    columns = columns[(columns + dx >= 0) & (columns + dx < width)]
    result = x.new_zeros(x.shape)
    result[..., (rows + dy)[:, None], columns + dx] = x[..., rows[:, None], columns]
    return result


def _far_from_the_border(y, margin):
    kept = y[..., margin : max(y.shape[-2] - margin, margin), :]
    kept = kept[..., margin : max(y.shape[-1] - margin, margin)]
    if 0 in kept.shape[-2:]:
        raise ValueError("margin too large: " + repr(margin))
    return kept


def equivariance_gap(f, x, dy, dx, margin=0):
    shifted_first = _far_from_the_border(f(shift2d(x, dy, dx)), margin)
    shifted_last = _far_from_the_border(shift2d(f(x), dy, dx), margin)
    difference = shifted_last - shifted_first
    return torch.stack([difference.max(), -difference.min()]).max().item()


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    shifted_first = _far_from_the_border(f(shift2d(x, dy, dx)), margin)
    shifted_last = _far_from_the_border(shift2d(f(x), dy, dx), margin)
    return torch.allclose(shifted_first, shifted_last, rtol=0, atol=atol)


def spoiled_border(kernel_size, shift):
    if kernel_size == 1:
        return 0
    return (shift != 0) * max(shift, -shift, kernel_size // 2)


def global_average_pool(features):
    weight = features.new_full(features.shape[-2:], 1.0) / features[0, 0].numel()
    return (features * weight).sum((-1, -2))


def is_invariant(f, x, dy, dx, atol=1e-5):
    return torch.isclose(f(x), f(shift2d(x, dy, dx)), rtol=0, atol=atol).all().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    shifts = torch.arange(1, max_shift + 1)
    fits = []
    for d in shifts.tolist():
        a = _far_from_the_border(f(shift2d(x, 0, d)), margin)
        b = _far_from_the_border(shift2d(f(x), 0, d // stride), margin)
        fits.append(bool(torch.isclose(a, b, rtol=0, atol=atol).all()))
    return shifts[torch.tensor(fits)].tolist()
