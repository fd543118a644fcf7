"""Learn it once, look everywhere: what happens to an output when the input is shifted.

A function ``f`` of images is *equivariant* to shifts if its output moves along with the
input, and *invariant* if its output does not care. The functions here measure both.
"""

from collections.abc import Callable

import torch
from torch import Tensor


def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    """Shift the last two dimensions: down by `dy` rows, right by `dx` columns.

    Negative numbers shift up and left. What leaves the picture is lost, what is uncovered
    is zero, and nothing wraps around. A shift past the edge leaves only zeros. `x` may have
    any number of dimensions before the last two, also none. The result is always a new
    tensor, also for a shift by zero.

    >>> shift2d(torch.tensor([[1., 2., 3.], [4., 5., 6.]]), 1, -1)
    tensor([[0., 0., 0.],
            [2., 3., 0.]])
    """
    ### BEGIN SOLUTION
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted
    ### END SOLUTION


### BEGIN SOLUTION
def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    """Where the part that stays in the picture comes from, and where it goes."""
    start, stop = max(shift, 0), size + min(shift, 0)
    return slice(start - shift, stop - shift), slice(start, stop)


### END SOLUTION


def equivariance_gap(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, margin: int = 0
) -> float:
    """The largest absolute difference between `f(shift(x))` and `shift(f(x))`.

    The last two dimensions of the output of `f` are positions, whatever stands before them
    and however large they are. Only positions at least `margin` steps from every border of
    the output count; raises ValueError, naming the margin, if it leaves no position. A
    difference that is not a number makes the gap not a number.

    `f` is called twice: once on `x`, once on the shifted `x`. `x` stays as it is, also if
    `f` gives back its input.

    >>> image = torch.tensor([[[[1., 2., 3., 4.]]]])
    >>> equivariance_gap(lambda x: 10 * x, image, 0, 1)     # each pixel by itself: moves along
    0.0
    >>> equivariance_gap(lambda x: x.flip(-1), image, 0, 1)  # a mirror: moves the other way
    3.0
    """
    ### BEGIN SOLUTION
    of_shifted = f(shift2d(x, dy, dx))
    shifted = shift2d(f(x), dy, dx)
    return _largest_difference(of_shifted, shifted, margin)
    ### END SOLUTION


### BEGIN SOLUTION
def _largest_difference(a: Tensor, b: Tensor, margin: int) -> float:
    """The largest absolute difference at least `margin` from every border."""
    height, width = a.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of an output of {height} x {width}")
    inside = (..., slice(margin, height - margin), slice(margin, width - margin))
    return (a[inside] - b[inside]).abs().max().item()


### END SOLUTION


def is_equivariant(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    dy: int,
    dx: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> bool:
    """Whether the output of `f` moves along with `x`: the gap is at most `atol`.

    A gap that is not a number is a no. As in `equivariance_gap`, `f` is called once on `x`
    and once on the shifted `x`, and a margin that leaves nothing raises ValueError.

    >>> image = torch.tensor([[[[1., 2., 3., 4.]]]])
    >>> is_equivariant(lambda x: 10 * x, image, 0, 1)
    True
    >>> is_equivariant(lambda x: x.flip(-1), image, 0, 1)
    False
    """
    ### BEGIN SOLUTION
    return equivariance_gap(f, x, dy, dx, margin) <= atol
    ### END SOLUTION


def spoiled_border(kernel_size: int, shift: int) -> int:
    """How wide a border a shift spoils, for a convolution that keeps the size.

    The convolution has an odd kernel, stride 1, zero padding that keeps the size, and no
    bias. The answer is the smallest margin at which its gap is zero for every image, for a
    shift by `shift` (of either sign) along one side.

    >>> spoiled_border(3, 4)
    4
    >>> spoiled_border(1, 4)
    0
    """
    ### BEGIN SOLUTION
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(abs(shift), reach)
    ### END SOLUTION


def global_average_pool(features: Tensor) -> Tensor:
    """The mean of each channel over all its positions: `(N, K, H, W)` to `(N, K)`.

    >>> global_average_pool(torch.tensor([[[[1., 2.], [3., 6.]], [[0., 0.], [0., 8.]]]]))
    tensor([[3., 2.]])
    """
    ### BEGIN SOLUTION
    return features.mean(dim=(-2, -1))
    ### END SOLUTION


def is_invariant(
    f: Callable[[Tensor], Tensor], x: Tensor, dy: int, dx: int, atol: float = 1e-5
) -> bool:
    """Whether `f` does not care about the shift: `f(shift(x))` equals `f(x)`.

    Equal means: no two entries differ by more than `atol`, however large they are. An entry
    that is not a number equals nothing. The output of `f` may have another shape than `x`, such
    as `(N, K)`. `f` is called twice: once on `x`, once on the shifted `x`.

    >>> image = torch.tensor([[[[0., 5., 0., 0.]]]])
    >>> is_invariant(lambda x: x.amax(dim=(-2, -1)), image, 0, 2)   # the brightest pixel
    True
    >>> is_invariant(lambda x: 10 * x, image, 0, 2)      # equivariant, so not invariant
    False
    """
    ### BEGIN SOLUTION
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() <= atol).all())
    ### END SOLUTION


def commuting_shifts(
    f: Callable[[Tensor], Tensor],
    x: Tensor,
    stride: int,
    max_shift: int,
    margin: int = 0,
    atol: float = 1e-5,
) -> list[int]:
    """The shifts along which an `f` that shrinks by `stride` still moves its output.

    Of the shifts `d` from 1 to `max_shift`, both included, those for which moving the input
    right by `d` moves the output right by `d // stride`: at every position at least `margin`
    from every border of the output, the two differ by at most `atol`. A difference that is
    not a number is a no. The shifts come in rising order.

    >>> image = torch.tensor([[[[3., 1., 4., 1., 5., 9., 2., 6.]]]])
    >>> every_second = lambda x: x[..., ::2]
    >>> commuting_shifts(every_second, image, stride=2, max_shift=5)
    [2, 4]
    """
    ### BEGIN SOLUTION
    output = f(x)

    def commutes(d: int) -> bool:
        of_shifted = f(shift2d(x, 0, d))
        shifted = shift2d(output, 0, d // stride)
        return _largest_difference(of_shifted, shifted, margin) <= atol

    return [d for d in range(1, max_shift + 1) if commutes(d)]
    ### END SOLUTION
