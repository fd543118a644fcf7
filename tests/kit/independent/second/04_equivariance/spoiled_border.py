# --- added-up: the shift and the reach of the kernel add up
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
    if shift == 0 or kernel_size == 1:
        return 0
    return abs(shift) + kernel_size // 2

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

# --- reach-only: what the kernel reaches is spoiled, whatever the shift
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
    return 0 if shift == 0 else kernel_size // 2

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

# --- shift-only: the zeros that come in are spoiled, whatever the kernel
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
    if kernel_size == 1:
        return 0
    return abs(shift)

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

# --- right-only: a negative shift leaves the kernel's reach
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
    return max(shift, reach)

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

# --- whole-kernel: the kernel reaches kernel_size - 1 pixels into the picture
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
    if kernel_size == 1 or shift == 0:
        return 0
    return max(abs(shift), kernel_size - 1)

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

# --- one-pixel-too: the maximum of the two holds for every kernel
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
    if shift == 0:
        return 0
    return max(abs(shift), kernel_size // 2)

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

# --- standing-still: the padding spoils the border also if nothing moves
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
    if kernel_size == 1:
        return 0
    return max(abs(shift), (kernel_size - 1) // 2)

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

# --- smaller-of-both: only where both spoil something there is a difference
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
    return min(abs(shift), kernel_size // 2)

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

# --- times: each step of the shift spoils as many pixels as the kernel reaches
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
    return abs(shift) * (kernel_size // 2)

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

# --- shared-pixel: the two add up, but for one pixel that both of them spoil
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
    if shift == 0 or reach == 0:
        return 0
    return abs(shift) + reach - 1

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

# --- last-wrong-position: the margin is the last position that is wrong
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
    if shift == 0 or reach == 0:
        return 0
    return max(abs(shift), reach) - 1

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
