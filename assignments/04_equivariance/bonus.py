"""Bonus tasks of 04, not graded: write the three functions, then run `python bonus.py`.

Two of the checks use your own functions of equivariance.py.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from equivariance import is_invariant, shift2d
from torch import Tensor


def blur_then_stride(x: Tensor) -> Tensor:
    """Blur `(N, C, H, W)`, each channel by itself, then keep every second row and column.

    The result has the shape of `x[..., ::2, ::2]`. A picture of ones is a picture of ones, except
    in the outermost row and column.
    """
    raise NotImplementedError


def joined_edges(x: Tensor, kernel: Tensor) -> Tensor:
    """Cross-correlation of `(N, 1, H, W)` with a 3×3 kernel; beyond an edge lies the opposite one."""
    raise NotImplementedError


def turn_proof(f: Callable[[Tensor], Tensor]) -> Callable[[Tensor], Tensor]:
    """From `f`, a function of square pictures to `(N, K)`, one that quarter turns do not change."""
    raise NotImplementedError


# ------------------------------------------------------------------------- the checks


def noise(*shape: int) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(4), dtype=torch.float64)


def check_blur_then_stride():
    ones, x = torch.ones(1, 2, 12, 16), noise(1, 2, 24, 32)
    inside = (..., slice(2, -2), slice(2, -2))
    assert blur_then_stride(x).shape == x[..., ::2, ::2].shape, "the shape"
    assert torch.allclose(blur_then_stride(ones)[inside], ones[..., ::2, ::2][inside]), "ones"

    def change(f):
        return (f(shift2d(x, 0, 1)) - f(x))[inside].abs().mean().item()

    plain, blurred = change(lambda x: x[..., ::2, ::2]), change(blur_then_stride)
    print(f"  a shift by one changes it by {plain:.2f} without blur, {blurred:.2f} with yours")
    assert blurred <= plain / 2, "more than half of the change is left"


def check_joined_edges():
    x, kernel = noise(2, 1, 7, 9), noise(3, 3)
    result = joined_edges(x, kernel)
    inside = F.conv2d(x, kernel[None, None])
    assert torch.allclose(result[..., 1:-1, 1:-1], inside), "inside"
    for move in ((0, 1), (3, 0), (-2, 4)):
        moved = joined_edges(torch.roll(x, move, (-2, -1)), kernel)
        assert torch.allclose(moved, torch.roll(result, move, (-2, -1))), f"rolled by {move}"


def check_turn_proof():
    weight, x = noise(36, 3), noise(4, 1, 6, 6)
    f = turn_proof(lambda x: x.flatten(1) @ weight)
    assert f(x).shape == (4, 3), "the shape"
    for quarter in (1, 2, 3):
        assert torch.allclose(f(torch.rot90(x, quarter, (-2, -1))), f(x)), (
            f"{quarter} quarter turns"
        )
    assert not is_invariant(f, x, 0, 1), "a shift still changes it, and your f does not notice"


def main():
    for check in (check_blur_then_stride, check_joined_edges, check_turn_proof):
        name = check.__name__.removeprefix("check_")
        try:
            check()
            print(f"{name}: holds")
        except NotImplementedError as error:
            print(f"{name}: {str(error) or 'not written yet'}")
        except AssertionError as error:
            print(f"{name}: does not hold yet ({error})")
        except Exception as error:
            print(f"{name}: stops with {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
