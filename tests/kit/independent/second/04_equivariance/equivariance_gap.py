# --- averaged: the gap is the mean difference
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
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().mean().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- with-its-sign: the largest difference is the maximum of the differences
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
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.max().item()

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

# --- empty-slice: [margin:-margin] leaves out the margin at both ends, whatever it is
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
    difference = (of_shifted - shifted).abs()
    inside = difference[..., margin:-margin, margin:-margin]
    if inside.numel() == 0:
        raise ValueError(f"a margin of {margin} leaves nothing")
    return inside.max().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- output-not-shifted: the output is compared with what it was before the shift
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
    difference = (f(shift2d(x, dy, dx)) - f(x)).abs()
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    return difference[..., margin : height - margin, margin : width - margin].max().item()

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

# --- margin-of-the-input: the margin is cut off the picture before f sees it
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
    height, width = x.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    x = x[..., margin : height - margin, margin : width - margin]
    return (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs().max().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- nothing-left-is-less-than-nothing: a margin is too large if it is more than half of a side
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
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if height < 2 * margin or width < 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    difference = (of_shifted - shifted).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()

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

# --- one-corner: the margin is left out at the top and at the left, where the zeros come in
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
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    return (of_shifted - shifted)[..., margin:, margin:].abs().max().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- columns-only: the margin is at the left and right border
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
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    return (of_shifted - shifted)[..., margin : width - margin].abs().max().item()

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

# --- asks-three-times: f may be asked for the shape of its output first
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
    height, width = f(x).shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return difference[..., margin : height - margin, margin : width - margin].abs().max().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- numbers-only: what is not a number does not count
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
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return torch.nan_to_num(inside.abs(), nan=0.0, posinf=float("inf")).max().item()

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

# --- tensor: a tensor without dimensions is a float
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
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- relative: a difference is measured against the size of the numbers
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
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    largest = (of_shifted[inside] - shifted[inside]).abs().max().item()
    return largest / max(shifted[inside].abs().max().item(), 1e-12)

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

# --- shifted-back: shifting the output back is the same as shifting the other one
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
    back = shift2d(f(shift2d(x, dy, dx)), -dy, -dx)
    plain = f(x)
    height, width = plain.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (back - plain)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- norm: the distance of two pictures is the norm of their difference
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
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return torch.linalg.vector_norm(inside).item()

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

# --- first-image: one image of the batch is enough
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
    of_shifted = f(shift2d(x, dy, dx))[0]
    shifted = shift2d(f(x), dy, dx)[0]
    height, width = of_shifted.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- subtracted-in-place: the output of f is mine, I can shift it and subtract in it
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
    output = f(x)
    of_shifted = f(shift2d(x, dy, dx))
    height, width = output.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    output[:] = shift2d(output, dy, dx)
    output -= of_shifted
    return output[..., margin : height - margin, margin : width - margin].abs().max().item()

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

# --- rows-decide: a margin is too large if no row is left
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
    height, width = of_shifted.shape[-2:]
    if height <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height} rows")
    inside = (of_shifted - shifted)[..., margin : height - margin, margin : width - margin]
    return inside.abs().max().item()

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- size-of-the-input: the output is as large as the input
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
    height, width = x.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"margin {margin} is too large for {height}x{width}")
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return difference[..., margin : height - margin, margin : width - margin].abs().max().item()

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
