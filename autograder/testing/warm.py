"""Does once, before any fork, what every worker would have to do again for its first operation.

A library's first operation reads in and links pages of code, and fills tables of its own; done
before the fork, each worker finds them ready.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from autograder.testing import watch


def warm(forbidden: Iterable[Sequence[str]] = ()) -> None:
    """Whatever libraries are loaded; nothing of this starts a thread, which no fork would have."""
    if "numpy" in sys.modules:
        _warm_numpy()
    if "torch" in sys.modules:
        _warm_torch()
        for patterns in forbidden:
            watch.hook(patterns)


def _warm_numpy() -> None:
    import numpy

    square = numpy.ones((2, 2)) * 2.0
    numpy.einsum("ij,jk->ik", square, square @ square).sum()


def _warm_torch() -> None:
    import torch

    for dtype in (torch.float32, torch.float64, torch.int64):
        square = torch.zeros(2, 2, dtype=dtype)
        square[0, 1] = 1
        (square + square * 2 - square[:, :1]).sum().item()
        torch.equal(square @ square, square.reshape(-1)[1:].new_zeros(2, 2).contiguous())
        torch.einsum("ij,jk->ik", square, square.flip(0).permute(1, 0))
        torch.stack([square, torch.nn.functional.pad(square, (0, 1))[:, :2]])
    torch.rand(2)
