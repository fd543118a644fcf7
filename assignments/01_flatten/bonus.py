"""Bonus tasks of 01, not graded: write the three functions, then run `python bonus.py`."""

import torch
from flatten import shuffle_weights
from torch import Tensor


def band_matrix(kernel: Tensor, n: int) -> Tensor:
    """The `(n, n)` matrix of a convolution on a line of `n` pixels, with zeros beyond both ends.

    `kernel` has an odd width. Row i holds the weights of output i: kernel[0] stands left of the
    diagonal, the middle of the kernel on it. What would stick out of the matrix is left out.
    """
    raise NotImplementedError


def hidden_order(before: Tensor, after: Tensor) -> Tensor:
    """The `perm` for which `after` is `shuffle_weights(before, perm)`; all columns differ."""
    raise NotImplementedError


def break_even(side: int) -> int:
    """The smallest number of 5×5 kernels on one channel that have more weights than the dense layer
    from side · side pixels to side · side outputs. Exact for any `side`.
    """
    raise NotImplementedError


# ------------------------------------------------------------------------- the checks


def check_band_matrix():
    chance = torch.Generator().manual_seed(1)
    for n, width in ((6, 3), (7, 5), (4, 7)):
        line = torch.randn(n, generator=chance, dtype=torch.float64)
        kernel = torch.randn(width, generator=chance, dtype=torch.float64)
        padded = torch.nn.functional.pad(line, (width // 2, width // 2))
        wanted = torch.stack([padded[i : i + width] @ kernel for i in range(n)])
        assert torch.allclose(band_matrix(kernel, n) @ line, wanted), f"n = {n}, width = {width}"


def check_hidden_order():
    chance = torch.Generator().manual_seed(2)
    for m, n in ((1, 5), (3, 20)):
        before, perm = torch.randn(m, n, generator=chance), torch.randperm(n, generator=chance)
        found = hidden_order(before.clone(), shuffle_weights(before, perm))
        assert torch.equal(found, perm), f"m = {m}, n = {n}"


def check_break_even():
    for side in (1, 5, 32, 10**12):
        found, dense = break_even(side), side**4
        assert isinstance(found, int), "a Python int is asked for"
        assert 25 * found > dense >= 25 * (found - 1), f"side = {side}"


def main():
    for check in (check_band_matrix, check_hidden_order, check_break_even):
        name = check.__name__.removeprefix("check_")
        try:
            check()
            print(f"{name}: holds")
        except NotImplementedError:
            print(f"{name}: not written yet")
        except AssertionError as error:
            print(f"{name}: does not hold yet ({error})")
        except Exception as error:
            print(f"{name}: stops with {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
