"""Plain loops over rows, columns and numbers, nothing vectorised."""

import math

import torch


def shift2d(x, dy, dx):
    height, width = x.shape[-2], x.shape[-1]
    result = torch.zeros(x.shape, dtype=x.dtype, device=x.device)
    for row in range(height):
        for column in range(width):
            if 0 <= row - dy < height and 0 <= column - dx < width:
                result[..., row, column] = x[..., row - dy, column - dx]
    return result


def equivariance_gap(f, x, dy, dx, margin=0):
    plain = f(x)
    moved = f(shift2d(x, dy, dx))
    expected = shift2d(plain, dy, dx)
    height, width = moved.shape[-2], moved.shape[-1]
    worst = None
    for row in range(margin, height - margin):
        for column in range(margin, width - margin):
            pairs = zip(
                moved[..., row, column].flatten().tolist(),
                expected[..., row, column].flatten().tolist(),
            )
            for a, b in pairs:
                difference = abs(a - b)
                if math.isnan(difference):
                    return math.nan
                worst = difference if worst is None or difference > worst else worst
    if worst is None:
        raise ValueError(f"margin {margin} is too large")
    return float(worst)


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    gap = equivariance_gap(f, x, dy, dx, margin)
    if math.isnan(gap):
        return False
    return gap <= atol


def spoiled_border(kernel_size, shift):
    if kernel_size == 1:
        return 0
    if shift == 0:
        return 0
    reach = (kernel_size - 1) // 2
    distance = shift if shift > 0 else -shift
    return distance if distance > reach else reach


def global_average_pool(features):
    images, channels, height, width = features.shape
    result = torch.zeros((images, channels), dtype=features.dtype, device=features.device)
    for row in range(height):
        for column in range(width):
            result += features[:, :, row, column]
    return result / (height * width)


def is_invariant(f, x, dy, dx, atol=1e-5):
    before = f(x).flatten().tolist()
    after = f(shift2d(x, dy, dx)).flatten().tolist()
    return all(abs(a - b) <= atol for a, b in zip(before, after))


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    result = []
    plain = f(x)
    d = 1
    while d <= max_shift:
        moved = f(shift2d(x, 0, d))
        expected = shift2d(plain, 0, int(d / stride))
        fits = True
        for row in range(margin, moved.shape[-2] - margin):
            for column in range(margin, moved.shape[-1] - margin):
                difference = (moved[..., row, column] - expected[..., row, column]).abs().max()
                if not difference.item() <= atol:
                    fits = False
        if fits:
            result.append(d)
        d += 1
    return result
