# --- rolled: torch.roll moves a picture
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    return torch.roll(x, shifts=(dy, dx), dims=(-2, -1))

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

# --- x-before-y: dy moves along the last dimension
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dx) < height and abs(dy) < width:
        from_rows, to_rows = _overlap(height, dx)
        from_columns, to_columns = _overlap(width, dy)
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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- up-is-positive: y points upwards
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, -dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

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

# --- looks-ahead: the new pixel at i is the old one at i + dy
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2:]
    out = torch.zeros_like(x)
    for i in range(H):
        for j in range(W):
            if 0 <= i + dy < H and 0 <= j + dx < W:
                out[..., i, j] = x[..., i + dy, j + dx]
    return out

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- zero-is-x: a shift by nothing changes nothing, so x can be handed back
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    if dy == 0 and dx == 0:
        return x
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

# --- cropped-and-padded: F.pad with a negative number cuts off at the other end, at any size
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    return torch.nn.functional.pad(x, (dx, -dx, dy, -dy))

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- only-down-and-right: a shift goes down and to the right
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    shifted = torch.zeros_like(x)
    height, width = x.shape[-2:]
    dy, dx = max(dy, 0), max(dx, 0)
    if dy < height and dx < width:
        shifted[..., dy:, dx:] = x[..., : height - dy, : width - dx]
    return shifted

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

# --- four-dimensions: images come as a batch with channels
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    n, c, height, width = x.shape
    out = x.new_zeros(n, c, height, width)
    if abs(dy) < height and abs(dx) < width:
        out[:, :, max(dy, 0) : height + min(dy, 0), max(dx, 0) : width + min(dx, 0)] = x[
            :, :, max(-dy, 0) : height - max(dy, 0), max(-dx, 0) : width - max(dx, 0)
        ]
    return out

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- border-smeared: what is uncovered shows the border of the picture
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    rows = (torch.arange(height, device=x.device) - dy).clamp(0, height - 1)
    columns = (torch.arange(width, device=x.device) - dx).clamp(0, width - 1)
    return x[..., rows, :][..., columns]

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

# --- default-dtype: torch.zeros takes on the dtype of what is written into it
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros(x.shape)
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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- first-dimensions: rows and columns are the first two dimensions
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[:2]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[to_rows, to_columns] = x[from_rows, from_columns]
    return shifted

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

# --- one-row-too-few: counted from the end, a shift up by one leaves the last two rows empty
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    for i in range(max(dy, 0), height + min(dy, 0) - (1 if dy < 0 else 0)):
        for j in range(max(dx, 0), width + min(dx, 0)):
            shifted[..., i, j] = x[..., i - dy, j - dx]
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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- second-step-forgets-the-first: first the rows are moved, then the columns
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    down, right = torch.zeros_like(x), torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        down[..., to_rows, :] = x[..., from_rows, :]
        from_columns, to_columns = _overlap(width, dx)
        right[..., to_columns] = x[..., from_columns]
    return right

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

# --- rolled-and-cleared: after a roll the first dy rows are cleared, for a negative dy too
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    out = torch.roll(x, (dy, dx), (-2, -1))
    if dy != 0:
        out[..., :dy, :] = 0
    if dx != 0:
        out[..., :, :dx] = 0
    return out

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

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]

# --- cleared-in-the-input: rows that leave the picture can be cleared before the roll
from collections.abc import Callable

from torch import Tensor

def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    if abs(dy) >= height or abs(dx) >= width:
        return torch.zeros_like(x)
    if dy > 0:
        x[..., height - dy :, :] = 0
    elif dy < 0:
        x[..., :-dy, :] = 0
    if dx > 0:
        x[..., width - dx :] = 0
    elif dx < 0:
        x[..., :-dx] = 0
    return torch.roll(x, (dy, dx), (-2, -1))

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
