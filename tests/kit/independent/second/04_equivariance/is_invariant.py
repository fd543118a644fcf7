# --- output-shifted-too: both sides are shifted
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    for i in range(H):
        if not 0 <= i - dy < H:
            continue
        for j in range(W):
            if 0 <= j - dx < W:
                out[..., i, j] = x[..., i - dy, j - dx]
    return out

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2], left.shape[-1]
    if H - 2 * margin < 1 or W - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    difference = torch.abs(left - right)
    inside = difference[..., margin : H - margin, margin : W - margin]
    return float(inside.max())

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    return features.reshape(n, k, -1).mean(dim=2)

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    height, width = y.shape[-2:]
    if 2 * margin >= height or 2 * margin >= width:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    good = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            good.append(d)
    return good

# --- sums-agree: the sum of the differences has to be small
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    return _largest_difference(of_shifted, shifted, margin)

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(-2, -1))

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = (f(shift2d(x, dy, dx)) - f(x)).sum()
    return bool(difference.abs() <= atol)

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- less-than: differences have to be smaller than atol
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    for i in range(H):
        if not 0 <= i - dy < H:
            continue
        for j in range(W):
            if 0 <= j - dx < W:
                out[..., i, j] = x[..., i - dy, j - dx]
    return out

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2], left.shape[-1]
    if H - 2 * margin < 1 or W - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    difference = torch.abs(left - right)
    inside = difference[..., margin : H - margin, margin : W - margin]
    return float(inside.max())

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    return features.reshape(n, k, -1).mean(dim=2)

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() < atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    height, width = y.shape[-2:]
    if 2 * margin >= height or 2 * margin >= width:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    good = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            good.append(d)
    return good

# --- allclose: allclose with atol compares differences with atol
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    return _largest_difference(of_shifted, shifted, margin)

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(-2, -1))

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    return torch.allclose(f(shift2d(x, dy, dx)), f(x), atol=atol)

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- one-sided: no entry may grow by more than atol
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    for i in range(H):
        if not 0 <= i - dy < H:
            continue
        for j in range(W):
            if 0 <= j - dx < W:
                out[..., i, j] = x[..., i - dy, j - dx]
    return out

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2], left.shape[-1]
    if H - 2 * margin < 1 or W - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    difference = torch.abs(left - right)
    inside = difference[..., margin : H - margin, margin : W - margin]
    return float(inside.max())

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    return features.reshape(n, k, -1).mean(dim=2)

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    height, width = y.shape[-2:]
    if 2 * margin >= height or 2 * margin >= width:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    good = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            good.append(d)
    return good

# --- none-larger: no difference is larger than atol
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    return _largest_difference(of_shifted, shifted, margin)

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(-2, -1))

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return not bool((difference.abs() > atol).any())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- on-average: the mean difference decides
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    for i in range(H):
        if not 0 <= i - dy < H:
            continue
        for j in range(W):
            if 0 <= j - dx < W:
                out[..., i, j] = x[..., i - dy, j - dx]
    return out

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2], left.shape[-1]
    if H - 2 * margin < 1 or W - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    difference = torch.abs(left - right)
    inside = difference[..., margin : H - margin, margin : W - margin]
    return float(inside.max())

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    return features.reshape(n, k, -1).mean(dim=2)

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return difference.abs().mean().item() <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    height, width = y.shape[-2:]
    if 2 * margin >= height or 2 * margin >= width:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    good = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            good.append(d)
    return good

# --- same-winner: a classifier is invariant if it says the same class
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    return _largest_difference(of_shifted, shifted, margin)

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(-2, -1))

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    return bool((f(shift2d(x, dy, dx)).argmax() == f(x).argmax()).item())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- exactly-equal: equal means equal
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    for i in range(H):
        if not 0 <= i - dy < H:
            continue
        for j in range(W):
            if 0 <= j - dx < W:
                out[..., i, j] = x[..., i - dy, j - dx]
    return out

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2], left.shape[-1]
    if H - 2 * margin < 1 or W - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    difference = torch.abs(left - right)
    inside = difference[..., margin : H - margin, margin : W - margin]
    return float(inside.max())

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    return features.reshape(n, k, -1).mean(dim=2)

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    return torch.equal(f(shift2d(x, dy, dx)), f(x))

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    height, width = y.shape[-2:]
    if 2 * margin >= height or 2 * margin >= width:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    good = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            good.append(d)
    return good

# --- one-is-enough: it is invariant if there is an entry that stays
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    return _largest_difference(of_shifted, shifted, margin)

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(-2, -1))

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() <= atol).any())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- zero-dimensional: all() gives a bool
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    for i in range(H):
        if not 0 <= i - dy < H:
            continue
        for j in range(W):
            if 0 <= j - dx < W:
                out[..., i, j] = x[..., i - dy, j - dx]
    return out

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2], left.shape[-1]
    if H - 2 * margin < 1 or W - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    difference = torch.abs(left - right)
    inside = difference[..., margin : H - margin, margin : W - margin]
    return float(inside.max())

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    return features.reshape(n, k, -1).mean(dim=2)

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx)) - f(x)
    return (difference.abs() <= atol).all()

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    height, width = y.shape[-2:]
    if 2 * margin >= height or 2 * margin >= width:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    good = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            good.append(d)
    return good

# --- nan-equals-nan: two entries that are both not a number are equal
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    return _largest_difference(of_shifted, shifted, margin)

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(-2, -1))

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    a, b = f(shift2d(x, dy, dx)), f(x)
    return torch.allclose(a, b, rtol=0, atol=atol, equal_nan=True)

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- first-image: the first image stands for the batch
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2], x.shape[-1]
    out = torch.zeros_like(x)
    for i in range(H):
        if not 0 <= i - dy < H:
            continue
        for j in range(W):
            if 0 <= j - dx < W:
                out[..., i, j] = x[..., i - dy, j - dx]
    return out

def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)

def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    left = f(shift2d(x, dy, dx))
    right = shift2d(f(x), dy, dx)
    H, W = left.shape[-2], left.shape[-1]
    if H - 2 * margin < 1 or W - 2 * margin < 1:
        raise ValueError(f"margin {margin} leaves nothing of {H}x{W}")
    difference = torch.abs(left - right)
    inside = difference[..., margin : H - margin, margin : W - margin]
    return float(inside.max())

def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()

def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    return equivariance_gap(f, x, dy, dx, margin) <= atol

def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)

def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    return features.reshape(n, k, -1).mean(dim=2)

def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    difference = f(shift2d(x, dy, dx))[0] - f(x)[0]
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    y = f(x)
    height, width = y.shape[-2:]
    if 2 * margin >= height or 2 * margin >= width:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    good = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            good.append(d)
    return good
