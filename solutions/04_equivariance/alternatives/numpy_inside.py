"""NumPy for the arithmetic, dtype and device kept on the way back."""

import numpy as np
import torch


def _array(x):
    return x.detach().cpu().numpy()


def _moved(a, dy, dx):
    height, width = a.shape[-2:]
    result = np.zeros_like(a)
    rows = [r for r in range(height) if 0 <= r - dy < height]
    columns = [c for c in range(width) if 0 <= c - dx < width]
    if rows and columns:
        block = a[..., rows[0] - dy : rows[-1] - dy + 1, columns[0] - dx : columns[-1] - dx + 1]
        result[..., rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = block
    return result


def shift2d(x, dy, dx):
    return torch.from_numpy(_moved(_array(x), dy, dx).copy()).to(x.device)


def equivariance_gap(f, x, dy, dx, margin=0):
    a, b = _array(f(shift2d(x, dy, dx))), _moved(_array(f(x)), dy, dx)
    height, width = a.shape[-2:]
    kept = np.abs(a - b)[..., margin : height - margin, margin : width - margin]
    if kept.size == 0 or height < 2 * margin or width < 2 * margin:
        raise ValueError(f"a margin of {margin} is too wide for {height} x {width}")
    return float(kept.max())


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return bool(np.less_equal(equivariance_gap(f, x, dy, dx, margin), atol))


def spoiled_border(kernel_size, shift):
    if not shift or kernel_size == 1:
        return 0
    return int(np.max([np.abs(shift), kernel_size // 2]))


def global_average_pool(features):
    return torch.from_numpy(_array(features).mean(axis=(2, 3))).to(features.device)


def is_invariant(f, x, dy, dx, atol=1e-5):
    return bool(np.all(np.abs(_array(f(x)) - _array(f(shift2d(x, dy, dx)))) <= atol))


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    plain, result = _array(f(x)), []
    for d in range(1, max_shift + 1):
        difference = np.abs(_array(f(shift2d(x, 0, d))) - _moved(plain, 0, d // stride))
        height, width = difference.shape[-2:]
        if np.all(difference[..., margin : height - margin, margin : width - margin] <= atol):
            result.append(int(d))
    return result
