# --- from-zero: range(max_shift) gives the shifts
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(max_shift):
        if _largest_difference(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol:
            good.append(d)
    return good

# --- last-one-missing: range ends with max_shift
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift):
        moved, expected = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if _largest_difference(moved, expected, margin) <= atol:
            good.append(d)
    return good

# --- multiples-by-rule: the multiples of the stride commute
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    return [d for d in range(1, max_shift + 1) if d % stride == 0]

# --- multiples-tried: only multiples of the stride can commute, the others need not be tried
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(stride, max_shift + 1, stride):
        moved, expected = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if _largest_difference(moved, expected, margin) <= atol:
            good.append(d)
    return good

# --- output-as-far: the output moves as far as the input
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    return [
        d
        for d in range(1, max_shift + 1)
        if _largest_difference(f(shift2d(x, 0, d)), shift2d(output, 0, d), margin) <= atol
    ]

# --- rounded-up: a part of a step counts as a whole one
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, -(-d // stride))
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin) <= atol:
            good.append(d)
    return good

# --- downwards: shifts go down
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, d // stride, 0)
        if _largest_difference(f(shift2d(x, d, 0)), expected, margin) <= atol:
            good.append(d)
    return good

# --- margin-unused: the whole output has to agree
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, 0) <= atol:
            good.append(d)
    return good

# --- margin-of-the-input: the margin is given in pixels of the input
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin // stride) <= atol:
            good.append(d)
    return good

# --- not-a-no: a shift is left out if its difference is larger than atol
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin) > atol:
            continue
        good.append(d)
    return good

# --- stops-at-the-first: once a multiple of the stride fails, the border is reached and no larger shift can be right
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        moved, expected = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if _largest_difference(moved, expected, margin) <= atol:
            good.append(d)
        elif d % stride == 0:
            break
    return good

# --- yes-and-no: for each shift it says whether it commutes
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    return [
        _largest_difference(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol
        for d in range(1, max_shift + 1)
    ]

# --- to-the-left: a shift by d moves the picture to the left
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        expected = shift2d(output, 0, -(d // stride))
        if _largest_difference(f(shift2d(x, 0, -d)), expected, margin) <= atol:
            good.append(d)
    return good

# --- close-relative: torch.allclose tells whether two outputs are equal
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    height, width = output.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} leaves nothing of {height}x{width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    good = []
    for d in range(1, max_shift + 1):
        a, b = f(shift2d(x, 0, d)), shift2d(output, 0, d // stride)
        if torch.allclose(a[inside], b[inside], atol=atol):
            good.append(d)
    return good

# --- shift-of-last-output: the output moves on from where the last shift left it
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
    return bool((difference.abs() <= atol).all())

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, max_shift + 1):
        output = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), output, margin) <= atol:
            good.append(d)
    return good

# --- within-the-picture: a shift past the edge shows nothing, so it is not in the list
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
    before = f(x)
    after = f(shift2d(x, dy, dx))
    worst = (after - before).abs().max().item()
    return worst <= atol

def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    output = f(x)
    good = []
    for d in range(1, min(max_shift, x.shape[-1] - 1) + 1):
        expected = shift2d(output, 0, d // stride)
        if _largest_difference(f(shift2d(x, 0, d)), expected, margin) <= atol:
            good.append(d)
    return good
